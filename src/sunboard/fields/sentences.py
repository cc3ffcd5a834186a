"""What a sentence tells of a group of fields, and a line of a list: the same, as the fields it means.

Nothing is read by this: it is what a message proposes to write in its place, for a person to look at.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from sunboard.fields.declarations import UNKNOWN, Key, keys_of, names_of
from sunboard.fields.forms import Form, Mark
from sunboard.fields.part import Part
from sunboard.fields.written import groups_said, parse_span
from sunboard.lazy import regex
from sunboard.model.node import Fields, Items, Node, Scalar
from sunboard.model.problem import Log

_COUNTED = frozenset(("day", "whole", "number", "money", "phone"))
_SHOWN = 3
_FEW = 5  # fields that are shown all where none is needed
_SENTENCE = regex("[，,。；;].|[0-9].*[\u4e00-\u9fff]|[\u4e00-\u9fff]{6}")
_LONGEST = 200  # signs of a sentence that tells a group
_MOST_ROWS = 30
_NAME = 3  # signs of most names
_SURELY_MONEY = 4  # digits of a number that counts nobody and ranks nothing
WHOM = "会?(?:代表|党员|村民|成员|户代表)?(?:人数|票数|票|人)?"  # 应到代表40人
_NUMBERED = regex(r"(?:(?<=\s)|\A)(?:[0-9]{1,2}[.．、)）](?![0-9])|[（(][0-9]{1,2}[)）])\s*")
_BETWEEN = regex(r"\s*(?:[，\t|｜]|,(?![0-9]{3})|[—–]+|--+)\s*|\s+")
_COMMA = regex("，|,(?![0-9]{3})")
_TO_WHOM = regex(r"(?:请?找|请?联系|联系人)\s*(?=\S{2,4}$)")
_AMOUNT = regex(r"(.*?[^0-9.,，\s])\s*([0-9][0-9,]*(?:\.[0-9]+)?\s*[千万]?[元块人户票天]?)")
_YUAN = regex("[元块万]")
_MET = regex(r"在([^，,；;。、0-9]{2,20}?)(?:召开|开会|举行|开的?会)")
_DUTY = regex("(?:书记|支书|主任|主席|委员|文书|会计|出纳|干部|[组队站社]长|[管监报网讲护保].{0,2}员)$")
_PERSON = regex("[\u3400-\u9fff·]{2,6}")
_PLACE = regex("[\u3400-\u9fff]{2,12}")
_WHO = regex(rf"({_PERSON.pattern})(?:[(（](?P<group>[^()（）]{{1,6}}组)[)）]|(?P<bare>[0-9]{{1,2}}组))?")
_DAY = regex(r"[0-9]{4}\s*[年./-]\s*[0-9]{1,2}\s*[月./-]\s*[0-9]{1,2}\s*[日号]?")
_DAY_OF_SOME_YEAR = regex(r"(?<![0-9年])[0-9]{1,2}月[0-9]{1,2}[日号]")


def as_told(node: Node, form: Form) -> str:
    """Return a group or a list as it is to be written where one line tells all of it, or nothing."""
    return (
        _lines_told(node, form)
        or _names_told(node, form)
        or _codes_told(node, form)
        or _group_told(node, form)
        or _rows_told(node, form)
        or _people_told(node, form)
    )


def outlined(node: Node, form: Form) -> str:
    """Return the fields of a group or row that a sentence tells in its own words, left open but for its day.

    An example would put in its place what nobody said.
    """
    if form.sort not in ("table", "group") or form.part is None or not isinstance(node, Scalar):
        return ""
    if not (_SENTENCE.search(node.text) or _DAY.fullmatch(node.text.strip())):
        return ""
    if "id" not in names_of(form.part) and (rows := _rows_left_open(node, form)):  # steps have no such rows
        return rows
    days = _DAY.findall(node.text)
    keys = [key for key in keys_of(form.part) if key.required]
    every = keys_of(form.part)
    keys = keys or (list(every) if len(every) <= _FEW else [])
    shown = keys if len(keys) > 1 else every[:_SHOWN]
    is_day = [key for key in shown if key.form.sort == "day"]
    said = {is_day[0].zh: days[0]} if len(days) == len(is_day) == 1 else {}
    pieces = [piece.strip() for piece in re.split(r"[，,；;\s]", node.text)]
    fits = {piece: [key for key in shown if key.form.pattern and _holds(key, piece)] for piece in pieces}
    files = {key.zh for key in shown if key.form.said == "file-name"}
    where = names_of(form.part).get("地点")
    left = [piece for piece, fitting in fits.items() if not fitting and _PLACE.fullmatch(piece)]
    if files and where is not None and len(left) == 1:
        shown, said = [*shown, where], said | {where.zh: left[0]}
    for key in shown:
        words = [word for word in key.form.words if word in re.sub('[“”"]', "", node.text)]
        said |= {key.zh: words[0]} if len(words) == 1 else {}
        alone = [piece for piece, fitting in fits.items() if _surely(fitting, files) == [key]]  # 2.4米*1.2米
        said |= {key.zh: alone[0]} if len(alone) == 1 and key.zh not in said else {}
    meetings = [
        (key, held)
        for key in keys_of(form.part)
        if key.form.sort == "group" and (held := _group_told(node, key.form))
    ]
    if meetings:  # the last of those that may be meant is that which decides
        shown, said[meetings[-1][0].zh] = [*shown, meetings[-1][0]], meetings[-1][1]
    # how its file is called is nobody's fact, and what people would call it is no name of a file
    said = {key.zh: key.form.example for key in shown if key.form.said == "file-name"} | said
    told = f"{{{', '.join(f'{key.zh}: {said.get(key.zh, UNKNOWN)}' for key in shown)}}}"
    return f"[{told}]" if form.sort == "table" else told


def _surely(fitting: Sequence[Key], files: Collection[str]) -> Sequence[Key]:
    """Return what may be meant by a value: 2400x1200mm is no name of a file where it is a size."""
    return [key for key in fitting if key.zh not in files] or fitting


def _lines_told(node: Node, form: Form) -> str:
    """Return lines that stand where one text is wanted as one: 上午：8:30-12:00；下午：14:30-17:00."""
    if form.sort != "text" or form.pattern:
        return ""
    if isinstance(node, Items):
        lines = [item.text.strip() if isinstance(item, Scalar) else "" for item in node.items]
    elif isinstance(node, Fields):
        lines = [
            f"{entry.key.strip()}：{entry.node.text.strip()}" if isinstance(entry.node, Scalar) else ""
            for entry in node.entries
        ]
    else:
        return ""
    told = "；".join(lines)
    return told if lines and all(lines) and len(told) <= _LONGEST and not _SPECIAL.search(told) else ""


def _names_told(node: Node, form: Form) -> str:
    """Return the rows of a list whose two fields were written as names and values.

    `村委会主任: 石有田` is whoever holds that post.
    """
    if form.sort != "table" or form.part is None or not isinstance(node, Fields):
        return ""
    keys = keys_of(form.part)
    needed = [key for key in keys if key.required]
    duty = names_of(form.part).get("职务")
    rows = []
    for entry in node.entries:
        name, value = entry.key.strip(), entry.node
        if not isinstance(value, Scalar) or _SPECIAL.search(f"{name}{value.text}"):
            return ""
        text = value.text.strip()
        if duty and holds_office(name, value):
            rows.append(f"{{{keys[0].zh}: {text}, {duty.zh}: {name}}}")
        elif len(needed) == len(keys) == 2 and all(key.form.sort == "text" for key in needed):
            rows.append(f"{{{needed[0].zh}: {name}, {needed[1].zh}: {text}}}")
        else:
            return ""
    return f"[{', '.join(rows)}]" if rows and len(rows) <= _MOST_ROWS else ""


def _codes_told(node: Node, form: Form) -> str:
    """Return the rows of a list that begin with codes, each with its reason, which is asked for elsewhere.

    `HM04 本镇没有` is {编码: HM04, 原因: 本镇没有}.
    """
    if form.part is None or not isinstance(node, Scalar) or len(node.text) > _LONGEST:
        return ""
    needed = [key for key in keys_of(form.part) if key.required]
    if len(needed) != 2 or not _A_CODE.fullmatch(needed[0].form.example):
        return ""
    pieces = [piece.strip() for piece in re.split(r"[、，,；;\n](?=\s*[A-Z]+[0-9])", node.text)]
    found = [_A_CODE.match(piece) for piece in pieces]
    if not all(found) or _SPECIAL.search(node.text):
        return ""
    rows = [
        f"{{{needed[0].zh}: {one[0]}, {needed[1].zh}: {piece[one.end() :].strip(_BEHIND_CODE) or UNKNOWN}}}"
        for one, piece in zip(found, pieces, strict=True)
        if one
    ]
    return f"[{', '.join(rows)}]" if form.sort == "table" else rows[0] if len(rows) == 1 else ""


_SPECIAL = regex(r"[{}\[\]#'\"\n,]|: ")
"""What would be something else in a list in brackets."""
_A_CODE = regex("[A-Z]{1,3}[0-9]{2,4}(?![0-9A-Za-z])")
_BEHIND_CODE = " \u3000：:，,—-（）()"


def _people_told(node: Node, form: Form) -> str:
    """Return rows of nothing but names, each with its group where that stands in brackets: 张保国（1组）."""
    if form.part is None or not isinstance(node, Scalar) or len(node.text) > _LONGEST:
        return ""
    keys = keys_of(form.part)
    pieces = [piece for piece in re.split(r"[、，,\s]+", node.text.strip()) if piece]
    found = [_WHO.fullmatch(piece) for piece in pieces]
    group = next((key.zh for key in keys if key.zh == "组别"), "")
    if keys[0].form.mark is not Mark.PERSON or not all(one and (group or one[0] == one[1]) for one in found):
        return ""
    if len(found) < 2 and form.sort != "group":
        return ""
    rows = [(one[1], one["group"] or one["bare"]) for one in found if one]
    told = [f"{{{keys[0].zh}: {name}{f', {group}: {of}' if of else ''}}}" for name, of in rows]
    return f"[{', '.join(told)}]" if form.sort == "table" else told[0] if len(told) == 1 else ""


def _group_told(node: Node, form: Form) -> str:
    """Return the group that one sentence tells, as far as it is numbers, days and telephones.

    `应到32人，实到27人` is {应到: 32人, 实到: 27人}; the year of 3月8日 is asked for. Nothing where one of
    its numbers, such as that of 不同意3票, or a field that is needed would be missing.
    """
    if form.sort not in ("table", "group") or form.part is None or not isinstance(node, Scalar):
        return ""
    if len(node.text) > _LONGEST:
        return ""
    said = dict[str, str]()
    keys = [key for key in keys_of(form.part) if key.form.sort in _COUNTED]
    rest = _parted(node.text, [name for key in keys if key.form.sort == "whole" for name in key.names])
    days = [key for key in keys if key.form.sort == "day"]
    for key in keys:
        names = "|".join(map(re.escape, sorted(key.names, key=len, reverse=True)))
        behind = rf"(?<![不未非没])(?:{names})(?:{WHOM})?[:：为]?\s*([^\s，,；;。、]+)"
        before = rf"((?:[0-9]+|无|没有)\s*[人票名户]?)\s*(?:{names})"
        found = [*re.finditer(behind, rest)]
        if not found and key.form.sort == "whole":
            found = [*re.finditer(before, rest)]
        if not found and days == [key]:
            found = [*_DAY.finditer(rest)]
            if not found and len(in_a_year := _DAY_OF_SOME_YEAR.findall(rest)) == 1:
                said[key.zh] = f"{UNKNOWN}年{in_a_year[0]}"
                rest = rest.replace(in_a_year[0], "，", 1)
        if len(found) != 1:
            continue
        heard, value = Log(), found[0][found[0].re.groups]
        if any(name in value for name in names_of(form.part)):  # 同意1人弃权
            continue
        if key.read(Scalar(value, node.place), heard) is not None and not heard.problems:
            said[key.zh] = value
            rest = rest.replace(found[0][0], "，", 1)
    for key in keys:
        in_words = [piece for other in key.form.others for piece in _pieces_like(other.pattern, rest)]
        if key.zh not in said and len(in_words) == 1:
            said[key.zh] = in_words[0]
    where = names_of(form.part).get("地点")
    if where is not None and said and (met := _MET.search(rest)):
        said[where.zh] = met[1]
    if len(days) == 2 and not said and (span := parse_span(node.text)):
        said = {day.zh: f"{of_span}" for day, of_span in zip(days, (span.first, span.last), strict=True)}
        rest = ""
    needed = {key.zh for key in keys_of(form.part) if key.required}
    is_all = len(said) > 1 and needed <= {*said} and not re.search(r"\d", rest)
    told = f"{{{', '.join(f'{name}: {value}' for name, value in said.items())}}}" if is_all else ""
    if form.sort == "group":
        return told
    return f"[{told}]" if told and not rest.strip("，,、；;。 ") else ""  # words are of whom a row tells


def _parted(text: str, names: Collection[str]) -> str:
    """Return a text with signs between counts that follow one another: 应到32人实到20人 are two."""
    if not names:
        return text
    count = rf"(?:{'|'.join(map(re.escape, names))})(?:{WHOM})?\s*[0-9]+\s*[人票名户]?"
    row = re.compile(rf"(?<![^，,；;。、\s])(?:{count}){{2,}}(?![^，,；;。、\s])")
    return row.sub(lambda found: "，".join(re.findall(count, found[0])), text)


def _pieces_like(pattern: str, text: str) -> list[str]:
    """Return the pieces of a sentence that are written as a pattern wants: 一致同意."""
    return [piece for piece in re.split(r"[，,；;。、\s]", text) if pattern and re.fullmatch(pattern, piece)]


def _rows_told(node: Node, form: Form) -> str:
    """Return the rows that a line or its items tell, each value in the field that alone can be meant by it.

    `村集体4万元、财政奖补2万元` are two sources with their amounts. Nothing where a row has a number that
    no field, or more than one, may hold, or lacks a field that is needed.
    """
    part = form.part
    if form.sort not in ("table", "group") or part is None or "id" in names_of(part):
        return ""  # words of a step that others name by its number say neither who nor what
    texts = [item.text for item in node.items if isinstance(item, Scalar)] if isinstance(node, Items) else []
    if isinstance(node, Scalar):
        texts = _pieces(node.text) if form.sort == "table" else [node.text]
    if len(texts) > _MOST_ROWS or max(map(len, texts), default=0) > _LONGEST:
        return ""
    rows = [_row_told(text, part, node.place.field) for text in texts]
    if len(texts) == 1 and not all(rows) and form.sort == "table":  # a comma parts the rows or their values
        rows = [_row_told(text, part, node.place.field) for text in _COMMA.split(texts[0])]
    if not rows or not all(rows):
        return ""
    told = [f"{{{', '.join(f'{name}: {value}' for name, value in row.items())}}}" for row in rows]
    return f"[{', '.join(told)}]" if form.sort == "table" else told[0]


def _rows_left_open(node: Scalar, form: Form) -> str:
    """Return the rows of a line of which each lacks what is needed: 甲98600、乙100900 as bids."""
    if form.sort != "table" or form.part is None:
        return ""
    needed = [key.zh for key in keys_of(form.part) if key.required]
    rows = [_row_told(text, form.part, node.place.field, needed=False) for text in _pieces(node.text)]
    if len(rows) > _MOST_ROWS or not all(rows):
        return ""
    told = ({**dict.fromkeys(needed, UNKNOWN), **row} for row in rows)
    lines = (", ".join(f"{name}: {value}" for name, value in row.items()) for row in told)
    return f"[{', '.join(f'{{{line}}}' for line in lines)}]"


def _pieces(text: str) -> list[str]:
    """Return the rows of a line: numbered ones, or those that one sign parts."""
    numbered = _NUMBERED.split(f" {text}")
    found = (
        numbered[1:]
        if not numbered[0].strip()
        else re.split("[；;\n]" if re.search("[；;\n]", text) else "、", text)
    )
    return [piece.strip() for piece in found if piece.strip()]


def _row_told(text: str, part: type[Part], of: str, *, needed: bool = True) -> dict[str, str]:
    """Return the fields of one row by their words; nothing where one of its values has no one field.

    Nor where one is missing that is `needed`.
    """
    said: dict[str, str] = {}
    free = {key.zh: key for key in keys_of(part)}
    cells = [*_cells(text.strip(" 。，,；;"), part)]
    are_rates = sum(bool(_YUAN.search(cell)) for cell in cells) > 1
    for cell in cells:
        if cell in of or any(cell in name for name in said):  # 付20000元 of 付款
            continue
        label, _, labelled = cell.replace("：", ":").partition(":")
        if label in names_of(part) and labelled and names_of(part)[label].zh in free:
            said[free.pop(names_of(part)[label].zh).zh] = labelled
            continue
        fitting = [key for key in free.values() if _may_be(key, cell, part, said)]
        if any(sign.isdigit() for sign in cell) and not groups_said(cell):
            of_unit = [key for key in fitting if cell[-1] in key.zh]
            of_yuan = [
                key
                for key in fitting
                if key.form.sort == "money"
                and _YUAN.search(cell)
                and (are_rates or key.required or key.form.mark is not Mark.BALANCE or len(fitting) == 1)
            ]
            is_large = not needed and len(re.findall("[0-9]", cell)) >= _SURELY_MONEY  # 甲98600 as a bid
            of_row = [key for key in fitting if key.form.sort == "money"] if is_large else []
            fitting = next((keys for keys in (of_unit, of_yuan, of_row) if len(keys) == 1), fitting)
            fitting = fitting if len(fitting) == 1 else []
        if not fitting or re.search(r"[{}\[\]#'\"]|: ", cell):
            return {}
        said[fitting[0].zh] = _bare(cell, fitting[0])
        del free[fitting[0].zh]
    required = {key.zh for key in keys_of(part) if key.required and needed}
    return said if len(said) > 1 and required <= {*said} and not _names_late(said, part) else {}


def holds_office(duty: str, name: Node) -> bool:
    """Tell whether a key is a post, and its value nothing but a name: 村支书: 何广仁."""
    is_name = isinstance(name, Scalar) and _PERSON.fullmatch(name.text.strip())
    return bool(is_name and _DUTY.search(duty))


def _names_late(said: Mapping[str, str], part: type[Part]) -> bool:
    """Tell whether what may be a name stands behind words that were taken for one: 程序合规，吴月琴."""
    words = [(key, said[key.zh]) for key in keys_of(part) if key.form.sort == "text" and key.zh in said]
    short = [at for at, (_, text) in enumerate(words) if 1 < len(text) <= _NAME]
    return any(
        key.form.mark is Mark.OFFICER and len(text) > _NAME and any(at < later for later in short)
        for at, (key, text) in enumerate(words)
    )


def _bare(cell: str, key: Key) -> str:
    """Return a value without what it is called: 电话0900-8880223, and without 找 before a person's name."""
    if key.form.mark in (Mark.PERSON, Mark.OFFICER):
        return _TO_WHOM.sub("", cell)
    called = next((name for name in key.names if cell.startswith(name)), "")
    return cell.removeprefix(called).strip() if key.form.sort in _COUNTED else cell


def _may_be(key: Key, cell: str, part: type[Part], said: Collection[str]) -> bool:
    """Tell whether a field may hold a value of a row: words only what names somebody, or the row itself."""
    if groups_said(cell):
        return key.zh in ("组别", "村民小组")
    if any(sign.isdigit() for sign in cell):
        return key.form.sort in _COUNTED and _holds(key, cell)
    if _DUTY.search(cell):
        return key.zh == "职务"
    keys = keys_of(part)
    before = keys[keys.index(key) - 1]
    names = key.form.mark in (Mark.PERSON, Mark.OFFICER) and before.form.sort == "text" and before.zh in said
    names_row = key.required or key == keys[0] or names
    return key.form.sort == "text" and names_row


def _cells(text: str, part: type[Part]) -> Iterator[str]:
    """Yield the values of a row: what signs part, days, and the words before a number."""
    for cell in filter(None, _BETWEEN.split(_DAY.sub(lambda found: f"\t{found[0]}\t", text))):
        label, _, rest = cell.replace("：", ":").partition(":")
        if label.strip() and rest.strip() and label not in names_of(part):  # 低保：找陈守田
            yield from (*_cells(label, part), *_cells(rest.strip(), part))
            continue
        words = _AMOUNT.fullmatch(cell)
        is_whole = _DAY.fullmatch(cell) or any(
            _holds(key, cell) for key in keys_of(part) if key.form.sort in _COUNTED
        )
        yield from (words[1].rstrip(":："), words[2]) if words and not is_whole else (cell,)


def _holds(key: Key, text: str) -> bool:
    heard = Log()
    return key.read(Scalar(text), heard) is not None and not heard.problems
