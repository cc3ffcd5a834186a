"""What the theme needs to draw one record on a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from sunboard.channels.print.parts import LONGEST, block_parts, body_parts, label_wide, pairs, widest
from sunboard.channels.print.photos import ACROSS, photo_rows
from sunboard.channels.print.wording import in_words, loosen_all, sentence_in_words
from sunboard.describing.common import untold
from sunboard.describing.scale import to_scale
from sunboard.engines.font_cover import BOX
from sunboard.engines.markdown import to_nodes
from sunboard.engines.qr_code import side, svg
from sunboard.fields.declarations import label_of
from sunboard.fields.disclosure import ITEM_REFERENCE, Disclosure
from sunboard.model.plain import Plain, Values, list_of, map_of, maps_of, text_of
from sunboard.model.state import State
from sunboard.theming import Theme
from sunboard.typesetting.lines import NUMBERED
from sunboard.typesetting.saying import say_amount, to_amount

POINTS = 72 / 25.4  # points to a millimetre
MARGIN = 15  # mm
SIZES = (26.0, 22.0, 18.0, 16.0, 14.0)
"""Type of the text in points: the largest that takes no further page."""
_LEDGER_SIZES = (16.0, 14.0)  # where figures are what people look for
PAPERS = ((210, 297), (297, 210), (420, 297))
"""Millimetres: A4 upright, and where a table asks for it A4 and A3 on their sides."""
_TERMS = 6  # words that a sheet without a long ledger explains; all of them stand behind its code
_ROWS = 12  # a ledger of more rows takes several pages at any size


def sheet_data(data: Values, theme: Theme) -> dict[str, Plain]:
    """Return plain data for `print/sheet.typ`."""
    village, address = map_of(data, "village"), text_of(data, "qr")
    # what no code leads to stands on the sheet
    blocks = [{**block, "whole": not address} for block in _arranged(maps_of(data, "blocks"))]
    nodes = to_nodes(text_of(data, "body"))
    paper = next(
        (paper for paper in PAPERS if widest(blocks, nodes, _room(paper)) <= _room(paper)), PAPERS[-1]
    )
    room = _room(paper)
    title, clocks = text_of(data, "title"), _clocks(data, theme)
    about = text_of(data, "period_label") or text_of(data, "class_label") or text_of(data, "kind_label")
    told = untold(maps_of(data, "facts"), maps_of(data, "notices"))
    facts = [fact for fact in told if fact["value"] != about]  # the band says it
    key = map_of(data, "key") if data.get("key") else None
    known = [fact for fact in facts if not fact["minor"] and fact != key]
    pictures = maps_of(data, "pictures")
    heavy = any(block.get("ledger") and len(list_of(block, "rows")) > _ROWS for block in blocks)
    shown: dict[str, Plain] = {
        **_top(data, about, clocks, theme),
        **_further(data, 0 if heavy else _TERMS, theme),
        **_foot(data, [fact for fact in facts if fact["minor"]], clocks, theme),
    }
    loose = loosen_all(shown, LONGEST)
    assert isinstance(loose, dict)
    return {
        **loose,
        "heading": [*in_words(title, (text_of(village, "name"),))],
        "facts": pairs(known, room),
        "labels": f"{label_wide(known):.2f}",
        "blocks": block_parts(blocks, room, theme),
        "body": body_parts(nodes, room),
        "title": title,
        "words": words(theme),
        "numbered": NUMBERED,
        "language": theme.language,
        "dated": text_of(data, "issued"),
        "author": text_of(village, "name"),
        "sizes": [f"{size:g}" for size in _sizes(blocks, heavy, bool(pictures))],
        "paper": [str(paper[0]), str(paper[1])],
        "code": svg(address) if address else "",
        "modules": side(address) if address else 0,
        "photos": photo_rows(pictures, room),
        "across": ACROSS[len(pictures) > ACROSS[0]],
    }


def _top(data: Values, about: str, clocks: list[dict[str, Plain]], theme: Theme) -> dict[str, Plain]:
    """Return what stands above the text: the band, notices, figures, clocks."""
    title, village = text_of(data, "title"), text_of(map_of(data, "village"), "name")
    category = text_of(data, "category") or text_of(data, "kind_label")
    key = map_of(data, "key") if data.get("key") else None
    return {
        "band": _fill(theme, "band", village=village, category=category),
        "about": about,
        "number": text_of(data, "paper_number"),
        "state": text_of(data, "state_label"),
        "running": title if village in title else village + "  " + title,
        "summary": text_of(data, "summary"),
        "notices": [
            *_ended(data, theme),
            *(
                _notice(text_of(notice, "tone"), text_of(notice, "text"), _is_all(notice, place, data))
                for place, notice in enumerate(maps_of(data, "notices"))
                if not (clocks and notice["until"])  # the clocks say so
            ),
        ],
        "figures": figures(maps_of(data, "figures")),
        "key": _fact(text_of(key, "label"), text_of(key, "value")) if key else None,
        "clocks": [*clocks],
    }


def _further(data: Values, terms: int, theme: Theme) -> dict[str, Plain]:
    """Return what a record leads to, and so many of its terms at most."""
    related, address = maps_of(data, "related"), text_of(data, "qr")
    power = label_of(Disclosure, ITEM_REFERENCE, theme.language)  # it stands behind the code
    return {
        "attachments": [
            {"title": text_of(paper, "title"), "pictured": paper["pictured"]}
            for paper in maps_of(data, "attachments")
        ],
        "related": [_related(link, theme) for link in related],
        "needed": [_related(link, theme) for link in related if not address or link["note"] != power],
        "terms": [
            _fact(text_of(term, "label"), text_of(term, "value")) for term in maps_of(data, "terms")[:terms]
        ],
    }


def _foot(data: Values, minor: Sequence[Values], clocks: Sequence[Values], theme: Theme) -> dict[str, Plain]:
    """Return what stands below the text: edition and days, who signed, whom to call, the code."""
    village = map_of(data, "village")
    return {
        "edition": _edition(data, theme),
        "dates": _dates(data, clocks, theme),
        "signing": [
            _fact(text_of(fact, "label"), text_of(fact, "value"))
            for fact in (*maps_of(data, "signing"), *minor)
        ],
        "phones": [
            _fact(theme.strings[f"print-{name}"], phone)
            for name in ("contact", "supervise")
            if (phone := text_of(village, f"{name}_phone"))
        ],
        "imprint": _imprint(data, village, theme),
        "address": text_of(data, "qr"),
        "missing": _missing(data, theme),
        "scan": scan_words(data, theme),
    }


def _arranged(blocks: Sequence[Values]) -> list[Values]:
    """Return blocks in the order of paper: who signed stands with the sums and not behind all rows.

    Bars that part nothing, as each side of a ledger has but one class, say no more than figures and rows do.
    """
    first = next((at for at, block in enumerate(blocks) if block.get("ledger") and block["rows"]), None)
    if first is None:
        return [*blocks]
    sides = [block for block in blocks if block["type"] == "bars" and block["tone"] in _SIGNS]
    whole = all(len(list_of(side, "bars")) == 1 for side in sides)
    shown = [block for block in blocks[:first] if not (whole and block in sides)]
    rest = blocks[first:]
    signed = [block for block in rest if block["type"] == "facts"]
    return [*shown, *signed, *(block for block in rest if block["type"] != "facts")]


def _sizes(blocks: Sequence[Values], heavy: bool, pictured: bool) -> Sequence[float]:
    """Return the sizes of type that are tried: text grows to fill its page, what is drawn does not."""
    if heavy:
        return _LEDGER_SIZES[-1:]
    fixed = pictured or any(block["type"] in ("steps", "table", "bars") for block in blocks)
    return _LEDGER_SIZES if fixed else SIZES


def _room(paper: tuple[int, int]) -> float:
    return (paper[0] - 2 * MARGIN) * POINTS


def words(theme: Theme) -> dict[str, Plain]:
    """Return the strings that templates of paper use, without their prefix."""
    return {
        name.removeprefix("print-"): text for name, text in theme.strings.items() if name.startswith("print-")
    }


def _missing(data: Values, theme: Theme) -> str:
    """Say which letters stand as boxes, and where they can be seen, if that is anywhere."""
    codes = text_of(data, "missing")
    if not codes:
        return ""
    see = theme.strings["print-missing-see"] if data["qr"] else ""
    return theme.say("print-missing", box=BOX, codes=codes) + see


def scan_words(data: Values, theme: Theme) -> str:
    """Return the words at the code of a record: what it leads to."""
    return theme.strings["print-scan" if data["entries"] else "print-scan-text"]


_SIGNS = {"income": "+", "expense": "−", "closing": "="}


def figures(given: Sequence[Values]) -> list[Plain]:
    """Return figures ready to show.

    Each with its share of the largest in thousandths and the sign of its part in the sum.
    """
    parts = to_scale(to_amount(text_of(figure, "amount")) for figure in given)
    return [
        {
            "label": text_of(figure, "label"),
            "amount": say_amount(text_of(figure, "amount")),
            "compare": text_of(figure, "compare"),
            "last_year": text_of(figure, "last_year"),
            "in_words": text_of(figure, "in_words"),
            "role": text_of(figure, "role"),
            "sign": _SIGNS.get(text_of(figure, "role"), ""),
            "share": ceil(1000 * part),
        }
        for figure, part in zip(given, parts, strict=True)
    ]


def _is_all(notice: Values, place: int, data: Values) -> bool:
    """Tell whether a sentence is what its sheet is there for: that a record is no longer so, or is empty."""
    over = data["bare"] or data["state"] in (State.CORRECTED, State.MISSING)
    return bool((over and place == 0) or (data["absence"] and notice["text"] == data["absence"]))


def _ended(data: Values, theme: Theme) -> list[Plain]:
    """Return the sentence that a notice is over, which stands above what it still asks."""
    if data["state"] != State.ENDED or not data["notice_end"]:
        return []
    end = theme.say.day(text_of(data, "notice_end"))
    return [_notice("warn", _fill(theme, "notice-ended", end=end), large=True)]


def _notice(tone: str, told: str, large: bool) -> dict[str, Plain]:
    """Return a sentence ready to show; what is large is broken between words only."""
    return {"tone": tone, "text": told, "large": large, "words": [*sentence_in_words(told)] if large else []}


def _fill(theme: Theme, name: str, **details: str) -> str:
    return theme.strings["print-" + name].format(**details)


def _fact(label: str, value: str) -> Plain:
    return {"label": label, "value": value}


def _related(link: Values, theme: Theme) -> Plain:
    number = text_of(link, "number")
    words = (
        _fill(theme, "related-item", text=text_of(link, "text"), number=number)
        if number
        else text_of(link, "text")
    )
    return f"{words} {text_of(link, 'note')}".strip()


def _clocks(data: Values, theme: Theme) -> list[dict[str, Plain]]:
    """Return the spans of days that run beside a notice.

    Each with its label, its days in words and a note, that of the first also where objections go.
    """
    if data["phase"] != State.NOTICE:  # the foot tells how long it hangs
        return []
    clocks: list[Values] = [*maps_of(data, "clocks")]
    if not clocks and data["notice_end"]:
        clocks = [
            {
                "label": theme.strings["print-notice"],
                "start": text_of(data, "notice_start"),
                "end": text_of(data, "notice_end"),
                "note": "",
            }
        ]
    how = "".join(text_of(notice, "how") for notice in maps_of(data, "notices"))
    return [
        {
            "label": text_of(clock, "label"),
            "days": _days(text_of(clock, "start"), text_of(clock, "end"), theme),
            "note": " ".join(filter(None, (text_of(clock, "note"), "" if place else how))),
        }
        for place, clock in enumerate(clocks)
    ]


def _days(begin: str, end: str, theme: Theme) -> str:
    return theme.say.span(begin, end) if begin else _fill(theme, "until", end=theme.say.day(end))


def _dates(data: Values, clocks: Sequence[Values], theme: Theme) -> list[Plain]:
    """Return when it was made public and how long it hangs, but for what the clocks above tell already."""
    dated: list[tuple[str, str]] = []
    if data["published"]:
        dated.append(("published", theme.say.day(text_of(data, "published"))))
    if end := text_of(data, "notice_end"):
        dated.append(("notice", _days(text_of(data, "notice_start"), end, theme)))
    if "board" not in list_of(data, "kept_off") and (end := text_of(data, "posted_until")):
        dated.append(("posted", _days("", end, theme)))
    told = {clock["label"] for clock in clocks}
    named = ((theme.strings[f"print-{name}"], days) for name, days in dated)
    return [_fact(label, days) for label, days in named if label not in told]


def _edition(data: Values, theme: Theme) -> str:
    """Say in a sentence what the newest edition changed, where there was an earlier one."""
    notes = maps_of(data, "editions")
    if len(notes) < 2 or not notes[0]["change"]:
        return ""
    edition, date = str(notes[0]["edition"]), theme.say.day(text_of(notes[0], "date"))
    return _fill(theme, "changed", edition=edition, date=date, change=text_of(notes[0], "change"))


def _imprint(data: Values, village: Values, theme: Theme) -> str:
    edition, code = str(data["edition"]), text_of(data, "check_code")
    parts = [
        text_of(data, "paper_number"),
        _fill(theme, "edition", edition=edition),
        _fill(theme, "check", code=code),
    ]
    if village["sample"]:
        parts.append(theme.strings["print-sample"])
    return "  ".join(part for part in parts if part)
