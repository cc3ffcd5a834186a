"""One task of the print channel becomes a PDF."""

from __future__ import annotations

from sunboard.channels.print.boards import board_data, items_of
from sunboard.channels.print.sheets import pages_of, sheet_ways, turned, with_photos
from sunboard.contracts import Rendered, Task
from sunboard.engines.typst_pages import Pdf, draw_pdf
from sunboard.model.node import Place
from sunboard.model.plain import Plain, Values, list_of, map_of, text_of
from sunboard.model.problem import Fault, Problem, Severity, Words
from sunboard.theming import Theme

PAPER_UNTAGGED = Fault(
    "paper-untagged",
    Severity.WARNING,
    zh=Words(
        "{output} 能打印，但没有做成无障碍 PDF", "正文里有少见的符号或空标题时会这样，换掉它们再生成一次"
    ),
    en=Words(
        "{output} can be printed, but is not an accessible PDF",
        "Rare symbols or odd headings cause this; replace them and build again",
    ),
    manual="""A sheet or board could not be made as a PDF that screen readers and archives read well, so it was made as a plain one.

Everything stands on it and it prints as usual; only readers of screens and archives get less from it. Symbols that no font has are the usual cause.

Why: Blind readers and archives need the marks that such a file carries.

Source: sunboard's rules for paper and screens: what is shown can be read.

    标题: 赵家湾巷道硬化项目公示

中文
这张公开单或公开栏没能做成读屏软件、档案系统好读的 PDF，改成了普通 PDF。

内容一样不少，照常打印；只是读屏软件和档案系统读起来差一些。常见原因是正文里有字体没有的符号。

为什么：读屏软件和档案系统要靠这些标记。

依据：sunboard 的约定：印出来、放出来的都要看得清。

    标题: 赵家湾巷道硬化项目公示
""",
)

PAPER_UNSETTLED = Fault(
    "paper-unsettled",
    Severity.WARNING,
    zh=Words("{output} 排版时有拿不准的地方", "打印前看一遍页码和各页合计；把这份内容发给做程序的人"),
    en=Words(
        "Typesetting {output} did not settle",
        "Look at its page numbers and carried totals before printing, and send the content to the makers",
    ),
    manual="""The sheet or board was made, but its page numbers or carried totals may be off by one: they moved the text while they were worked out.

Nothing is lost; look it over before printing.

Why: A carried total or a page number may be that of the round before.

Source: sunboard's rules for paper and screens: what is shown can be read.

    标题: 赵家湾巷道硬化项目公示

中文
这张公开单或公开栏排出来了，但排版程序有警告，多半是页码或各页合计还在变动。

内容不少，打印前看一遍。

为什么：页码或承前页的数可能差一页。

依据：sunboard 的约定：印出来、放出来的都要看得清。

    标题: 赵家湾巷道硬化项目公示
""",
)

BOARD_TOO_SMALL = Fault(
    "board-too-small",
    Severity.WARNING,
    zh=Words(
        "公开栏“{board}”（{size} 毫米）太小，{lost}",
        "换一块大些的公开栏，改 village.yaml 里的尺寸；四边都不小于 300 毫米",
    ),
    en=Words(
        "The board “{board}” ({size} mm) is too small: {lost_en}",
        "Use a larger board, at least 300 mm each way; its size is in village.yaml",
    ),
    manual="""Codes are printed no smaller than a telephone reads from a step away, words no smaller than 18 points; here not all of them fit.
What has no room there is still on its sheet and on the site.

Why: A code that no telephone can read is worse than none.

Source: what telephones read: a code of 1.6 mm a module from a step away, words of 18 points from two.

    公开栏:
      - 名称: main
        尺寸: 1200x900mm

中文
二维码要印得站在一步外也能扫，字不小于18磅，这块公开栏有放不下的。放不下的，张贴纸和网站上照样有。

为什么：手机扫不出来的二维码，不如不印。

依据：手机扫码和看清字的通常要求：一步外能扫的码每格不小于1.6毫米，两步外能看的字不小于18磅。

    公开栏:
      - 名称: main
        尺寸: 1200x900mm
""",
)

FEW_PAGES = 6
"""Only short sheets are set in another way to save a page."""
_LOW = 0.98  # of the height that a sheet is thought to have: the least that it may have


def render(task: Task, theme: Theme) -> Rendered:
    """Draw a sheet or a board and tell how many pages it has.

    Raises TypstFailure where the theme's template does not compile.
    """
    data = board_data(task.data, theme) if "board" in task.data else {}
    pdf = _draw(data, task, theme) if data else _sheet(task, theme)
    faults = (PAPER_UNTAGGED,) * (not pdf.tagged) + (PAPER_UNSETTLED,) * bool(pdf.warnings)
    problems = tuple(Problem(fault, Place(), details={"output": task.output}) for fault in faults)
    learned: dict[str, Plain] = {"page_count": pdf.pages}
    if data:
        numbers, lost = _left_out(task, data)
        learned |= {"numbers": numbers} if lost else {}
        problems += lost
    return Rendered(pdf.data, learned, problems)


def _draw(data: Values, task: Task, theme: Theme) -> Pdf:
    source = "\n".join(theme.text(path) for path in ("print/lib.typ", "print/flow.typ", task.template))
    return draw_pdf(source, dict(data), task.dated, theme.fonts, task.files if data.get("photos") else None)


def _sheet(task: Task, theme: Theme) -> Pdf:
    """Draw a sheet in the best of the ways that take the fewest pages; only ways between which the estimate cannot decide are drawn as well."""
    ways = sheet_ways(task.data, theme)
    guesses = [pages_of(way, 1.0) for way in ways]
    if guesses[0] > FEW_PAGES:
        ways, guesses = ways[:1], guesses[:1]
    drawn: dict[int, Pdf] = {}
    for at in sorted(range(len(ways)), key=lambda at: (guesses[at], at)):
        best = min(drawn, key=lambda made: (drawn[made].pages, made), default=None)
        if best is None or (pages_of(ways[at], _LOW), at) < (drawn[best].pages, best):
            drawn[at] = _draw(turned(with_photos(ways[at], task.data, 1 / _LOW)), task, theme)
    return drawn[min(drawn, key=lambda made: (drawn[made].pages, made))]


def _left_out(task: Task, data: Values) -> tuple[list[Plain], tuple[Problem, ...]]:
    """Return the numbers whose code stands on a board, and what to say where something has no room on any page of it."""
    lost = int(str(data["lost"]))
    if not lost:
        return list_of(task.entry, "numbers"), ()
    things = [
        thing
        for page in list_of(data, "pages")
        if isinstance(page, list)
        for thing in page
        if isinstance(thing, dict)
    ]
    shown = {text_of(thing, "address") for thing in things if thing.get("address")}
    numbers = {item["number"] for item in items_of(task.data) if text_of(item, "qr") in shown}
    board = map_of(task.data, "board")
    details = {
        "board": text_of(board, "name"),
        "size": f"{board['width']}×{board['height']}",
        "lost": f"{lost} 处放不下" if shown else "一个二维码也放不下",
        "lost_en": f"things that do not fit: {lost}" if shown else "no code fits",
    }
    return [number for number in list_of(task.entry, "numbers") if number in numbers], (
        Problem(BOARD_TOO_SMALL, Place(), details=details),
    )
