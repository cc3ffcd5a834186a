"""Personal numbers that must never be published: ID numbers, bank cards, private mobile numbers (domain notes, 2.8).

The scanner looks at all that was written, understood or not, so that it also serves drafts and records that could not be read.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from sunboard.contracts import AnyRecord, Around, Enclosed, Finding, check, found
from sunboard.engines.spreadsheet import WorkbookBroken, column_name, read_workbook
from sunboard.engines.word_text import WordBroken, read_word
from sunboard.model.encoding import decode
from sunboard.model.node import Document, Items, Node, Place, Scalar
from sunboard.model.problem import Fault, Severity, Words
from sunboard.privacy.detectors import Sighting, Sort, is_account, masked, sightings

_NUMBER_KEYS = frozenset(
    re.split(" ", "id no code contract decision voucher_no invoice_no approval_no doc_no reverses 合同 批文")
)
_PLAIN_FILES = (".csv", ".txt", ".md", ".json", ".tsv")
_WORKBOOKS, _WORD_FILES = (".xlsx", ".xls", ".ods", ".et"), (".docx",)


def _shown(text: str, directory: frozenset[str], key: str = "") -> Iterator[Sighting]:
    for seen in sightings(text, "编号" if key in _NUMBER_KEYS else key):
        if seen.sort is not Sort.PHONE or seen.digits not in directory:
            yield seen


def _in_node(node: Node, directory: frozenset[str], key: str = "") -> Iterator[tuple[Sort, Finding]]:
    if isinstance(node, Scalar):
        if len(node.text) >= 11:
            place = replace(node.place, field=masked(node.place.field, directory))
            yield from ((seen.sort, found(place, seen.masked)) for seen in _shown(node.text, directory, key))
    elif isinstance(node, Items):
        for item in node.items:
            yield from _in_node(item, directory, key)
    else:
        for entry in node.entries:
            if len(entry.key) >= 11:
                place = entry.place.at(masked(entry.key, directory))
                yield from ((seen.sort, found(place, seen.masked)) for seen in _shown(entry.key, directory))
            yield from _in_node(entry.node, directory, entry.key)


def _in_name(path: str, directory: frozenset[str]) -> Iterator[tuple[Sort, Finding]]:
    for name in path.split("/"):
        yield from ((seen.sort, found(Place(path), seen.masked)) for seen in _shown(name, directory))


_RULE_LINE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-*:?\s*)*")


def _in_body(
    text: str, path: str, first_line: int, directory: frozenset[str]
) -> Iterator[tuple[Sort, Finding]]:
    """Look at running text as a whole, and at the cells of tables under their heads."""
    lines = text.split("\n")
    heads: list[str] = []
    for at, line in enumerate(lines):
        if "|" not in line:
            heads = []
            continue
        if at + 1 < len(lines) and "|" in lines[at + 1] and _RULE_LINE.fullmatch(lines[at + 1]):
            heads = _cells(line)
        for column, cell in enumerate(_cells(line)):
            for seen in _shown(cell, directory, heads[column] if column < len(heads) else ""):
                yield seen.sort, found(Place(path, first_line + at), seen.masked)
        lines[at] = ""
    running = "\n".join(lines)
    for seen in _shown(running, directory):
        yield seen.sort, found(Place(path, first_line + running.count("\n", 0, seen.start)), seen.masked)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _everything(document: Document, source: str, directory: frozenset[str]) -> Iterator[tuple[Sort, Finding]]:
    yield from _in_name(source, directory)
    yield from _in_node(document.fields, directory)
    for sort, finding in _in_body(document.body, document.path, document.body_line, directory):
        yield sort, finding if document.body_place is None else replace(finding, place=document.body_place)


def leaks_in(document: Document, source: str, directory: frozenset[str]) -> Iterator[tuple[Fault, Finding]]:
    """Yield every personal number in what was written: keys, values, cells, text and the file's own name; values are masked."""
    for sort, finding in _everything(document, source, directory):
        yield _FAULTS[sort], finding


def leaks_in_text(text: str, path: str, directory: frozenset[str]) -> Iterator[tuple[Fault, Finding]]:
    """Yield every personal number in a file that could not be taken apart, and in its name."""
    for sort, finding in (*_in_name(path, directory), *_in_body(text, path, 1, directory)):
        yield _FAULTS[sort], finding


def _of_records(around: Around) -> Mapping[str, tuple[tuple[Fault, Finding], ...]]:
    """Look at every record once, though three checks ask."""
    return {record.source: tuple(_in_record(record, around.directory)) for record in around.records}


def _in_record(record: AnyRecord, directory: frozenset[str]) -> Iterator[tuple[Fault, Finding]]:
    yield from leaks_in(record.document, record.source, directory)
    for enclosed in record.enclosed:
        if enclosed.data:
            for sort, finding in _in_enclosed(enclosed, directory):
                yield _FAULTS[sort], finding


def _in_enclosed(enclosed: Enclosed, directory: frozenset[str]) -> Iterator[tuple[Sort, Finding]]:
    """Look into an attachment by what its name says it is; what cannot be read (PDF, pictures, locked files) is not searched."""
    name, path = enclosed.path.lower(), enclosed.path
    try:
        if name.endswith(_WORKBOOKS):
            for sheet in read_workbook(enclosed.data):
                title = masked(sheet.name, directory)
                yield from (
                    (seen.sort, found(Place(path, 0, title), seen.masked))
                    for seen in _shown(sheet.name, directory)
                )
                yield from _in_rows(sheet.rows, partial(_cell_place, path, title), directory)
        elif name.endswith(_WORD_FILES):
            yield from _in_body(read_word(enclosed.data), path, 1, directory)
        elif name.endswith(".csv"):
            yield from _in_csv(_decoded(enclosed.data), path, directory)
        elif name.endswith(_PLAIN_FILES):
            yield from _in_body(_decoded(enclosed.data), path, 1, directory)
    except (WorkbookBroken, WordBroken, ArithmeticError):  # the last from cells too large for a number
        # Programs save web pages and plain tables under the names of workbooks
        text = decode(enclosed.data)
        if text is not None:
            yield from _in_body(text, path, 1, directory)


def _cell_place(path: str, sheet: str, row: int, column: int) -> Place:
    return Place(path, 0, f"{sheet}!{column_name(column)}{row + 1}")


def _in_csv(text: str, path: str, directory: frozenset[str]) -> Iterator[tuple[Sort, Finding]]:
    try:
        reader = csv.reader(io.StringIO(text))
        lines, rows = [], []
        for row in reader:
            rows.append(tuple(row))
            lines.append(reader.line_num)
    except csv.Error:
        yield from _in_body(text, path, 1, directory)
    else:
        yield from _in_rows(rows, lambda row, column: Place(path, lines[row]), directory)


def _in_rows(
    rows: Sequence[tuple[str, ...]], at: Callable[[int, int], Place], directory: frozenset[str]
) -> Iterator[tuple[Sort, Finding]]:
    """Look at cells under their heads (a row of words only), or beside a word for an account; then at ID numbers cut into cells."""
    heads: dict[int, str] = {}
    for number, row in enumerate(rows):
        words = {column: cell.strip() for column, cell in enumerate(row) if cell.strip()}
        if len(words) > 1 and not any(sign.isdigit() for cell in words.values() for sign in cell):
            heads = {
                column: heads[column] if is_account(heads.get(column, "")) else cell
                for column, cell in words.items()
            }
        any_seen = False
        for column, cell in enumerate(row):
            beside = row[column - 1] if column else ""
            for seen in _shown(cell, directory, beside if is_account(beside) else heads.get(column, "")):
                any_seen = True
                yield seen.sort, found(at(number, column), seen.masked)
        if not any_seen:
            across = (seen for seen in _shown(",".join(row), directory) if seen.sort is Sort.ID)
            yield from ((seen.sort, found(at(number, 0), seen.masked)) for seen in across)


def _of_sort(record: AnyRecord, around: Around, sort: Sort) -> Iterator[Finding]:
    for fault, finding in around.once(_of_records).get(record.source, ()):
        if fault is _FAULTS[sort]:
            yield finding


def _decoded(data: bytes) -> str:
    """Return the text of a file, whatever it is: digits stay readable though the words may not."""
    text = decode(data)
    if text is not None:
        return text
    return (
        data.replace(b"\0", b"").decode("latin-1")
        if b"\0" in data
        else data.decode("gb18030", errors="replace")
    )


@check(
    Severity.ERROR,
    leak=True,
    zh=Words(
        "这里有身份证号 {value}，任何渠道都不能公开；这条记录暂不显示",
        "删掉号码。同名的人用组别区分，例如：张三（3组）",
    ),
    en=Words(
        "An ID number ({value}) stands here; it must never be published, and the record is not shown meanwhile",
        "Delete the number. Tell namesakes apart by their group, for instance: 张三（3组）",
    ),
)
def id_number(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """An ID number stands in the record: in a field, a table, the text, an attachment or a file's name.

    Eighteen signs with a real day of birth and the right check digit, or fifteen digits with a real day of birth, also in full-width digits
    or with spaces and hyphens between them. ID numbers are sensitive: with a name they open accounts. They are shown on no board and no page,
    and masking their middle does not help, since birthday and check digit give the rest away. Only a social credit code may be written.

    Why: A name and this number open accounts and take out loans.

    Source: Personal Information Protection Law, articles 28 to 30.

        大白话: 张某某（3组）领到临时救助800元，钱已打到本人账户。

    中文
    记录里（字段、表格、正文、附件名或文件名）或者附件（表格、DOCX、文本）里写了身份证号。PDF 和图片里的要人工看。

    判断依据：18位且出生日期、校验码都对，或15位且出生日期合理；全角数字、中间有空格或短横的也算。身份证号是敏感个人信息，公开栏和网上都不能出现；
    只遮中间几位也不行，凭出生日期和校验码能推算出来。同名的人用组别区分。

    为什么：凭姓名和身份证号就能开户、贷款。

    依据：《个人信息保护法》第二十八条至第三十条。

        大白话: 张某某（3组）领到临时救助800元，钱已打到本人账户。
    """
    return _of_sort(record, around, Sort.ID)


@check(
    Severity.ERROR,
    leak=True,
    zh=Words(
        "这里有银行卡号或账号 {value}，任何渠道都不能公开；这条记录暂不显示",
        "删掉号码，只写账户名称，例如：基本户",
    ),
    en=Words(
        "A bank card or account number ({value}) stands here; it must never be published, and the record is not shown meanwhile",
        "Delete the number and name the account only, for instance: 基本户",
    ),
)
def bank_card(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A bank card or account number stands in the record.

    Sixteen to nineteen digits whose last one fits the others as on a card, or twelve and more after 账号, 卡号, 一卡通 or 存折, also as a head.
    Numbers of vouchers, contracts, invoices and parcels are let pass where such a word (合同号, 发票号码, 地块编码) stands before them.

    Why: With a name, such a number lets others move money or pretend to be its owner.

    Source: Personal Information Protection Law, article 28 (financial accounts).

        资金账户:
          - {代号: B, 名称: 基本户, 期初: 486215.36, 期末: 599926.71}

    中文
    记录里写了银行卡号、一卡通号或存折账号。

    判断依据：16到19位且符合卡号校验规则，或者“账号、卡号、一卡通、存折”后面的12位以上数字（也看表头）。
    凭证号、合同号、发票号码、地块编码等，前面写明“合同号”等字样的不算。

    为什么：有了姓名和卡号，别人就可能冒名、盗刷。

    依据：《个人信息保护法》第二十八条（金融账户）。

        资金账户:
          - {代号: B, 名称: 基本户, 期初: 486215.36, 期末: 599926.71}
    """
    return _of_sort(record, around, Sort.CARD)


@check(
    Severity.ERROR,
    leak=True,
    zh=Words(
        "这里有个人手机号 {value}，不在村、镇公布的电话里；这条记录暂不显示",
        "换成办公电话；真是村里公布的值班手机，先写进 village.yaml，例如：岗位: [{{姓名: 陈守田, 职务: 文书, 电话: 手机号}}]",
    ),
    en=Words(
        "A private mobile number ({value}) stands here that is no telephone of the village or township; the record is not shown meanwhile",
        "Give an office number; a duty phone is listed in village.yaml first: 岗位: [{{姓名: 陈守田, 职务: 文书, 电话: NUMBER}}]",
    ),
)
def private_phone(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A mobile number stands in the record that is in no directory of the village, the township or the county.

    Eleven digits beginning with 13 to 19, also with +86, spaces or hyphens. Office lines are no finding, nor are duty phones given in
    `village.yaml` (posts, phones), `township.yaml` or `site.yaml`. That holds for the fields 咨询电话 and 监督电话 as well.

    Why: Its owner would be called by strangers for years.

    Source: Personal Information Protection Law, article 6 (no more than is needed).

        咨询电话: 0900-8880001

    中文
    记录里有手机号，而村、镇、县的电话里都没有它。

    判断依据：13到19开头的11位数字，带 +86、空格、短横的也算。办公电话不算；
    `village.yaml`（岗位、电话）、`township.yaml`、`site.yaml` 里写明的值班手机不算。
    “咨询电话”“监督电话”两项同样如此。

    为什么：私人号码挂出去，陌生人会打上好几年。

    依据：《个人信息保护法》第六条（最小范围）。

        咨询电话: 0900-8880001
    """
    return _of_sort(record, around, Sort.PHONE)


ID_NUMBER, BANK_CARD, PRIVATE_PHONE = id_number.fault, bank_card.fault, private_phone.fault
_FAULTS = {Sort.ID: ID_NUMBER, Sort.CARD: BANK_CARD, Sort.PHONE: PRIVATE_PHONE}
