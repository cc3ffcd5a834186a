"""A clerk who does what a hint says, to the letter, and knows nothing else."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image

from sunboard.fields.declarations import keys_of, sample_of
from sunboard.parts import load_parts


@dataclass(frozen=True)
class Told:
    """A problem as a clerk reads it: where it stands, what was written there, and the hint."""

    line: int  # from 1, in the text
    cell: str
    field: str
    value: str
    hint: str


@dataclass(frozen=True)
class Step:
    """What a hint says to do first: a sort of change, the key that it is about, and what to write."""

    sort: str
    key: str = ""
    value: str = ""
    file: str = ""  # where the hint names another file than that of the problem


_MINUTES = {"日期": "2026-02-10", "应到": "36", "实到": "33", "同意": "31", "反对": "1", "弃权": "1"}
_REASONS = {"成交理由": "公告两次只有一家报名", "时限": "15"}
_ENTRY = ("2026-01-08", "01-001", "收光伏电费", "501", "8000.00", "")
_KEY = r"[A-Za-z_一-鿿]+"
_DAY = r"(?P<value>\d{4}-\d\d-\d\d)"
_STEPS = (
    ("unlink", re.compile("删掉这个文件")),
    ("supply", re.compile(r"把 (?P<value>[^\s，。（]+\.\w+) 拷到(?P<key>内容文件夹的 private)?")),
    ("move", re.compile(r"移到 (?P<value>\S+) 文件夹")),
    ("fill row", re.compile(rf"在“(?P<key>{_KEY})”一列[^写]*写 (?P<value>[\w-]+)")),
    ("zero", re.compile(r"把 (?P<value>[A-Z]+\d+)[^ ]* 改成 0")),
    ("cut", re.compile(r"把第 (?P<key>\d+) 行到末尾剪下来，存成 (?P<value>[^，]+)")),
    ("name", re.compile(r"(?:把 (?P<key>\S+) )?改名为 (?P<value>[^，；（]+)")),
    ("nothing", re.compile("^(?:第一次公开时)?不用(?:改|处理)")),
    ("fill", re.compile(rf"补在“(?P<key>{_KEY})”一列，例如：(?P<value>[^；]+)")),
    ("take out", re.compile(rf"去掉“(?P<key>{_KEY})”这一列")),
    ("step", re.compile(rf"在公开的那一步加上：(?P<key>{_KEY}): (?P<value>[^，]+)")),
    ("instead", re.compile(rf"删去这个附件，另写一行：(?P<key>{_KEY}): (?P<value>.+)")),
    ("delete", re.compile("另一个删去")),
    ("words out", re.compile("把.{0,2}那几个字去掉")),
    ("write", re.compile("可能写的是 (?P<value>[0-9-]+)")),
    ("split", re.compile("中间用“、”隔开")),
    ("before", re.compile(rf"在上一步的“(?P<key>{_KEY})”[^写]*写上 (?P<value>\w+)")),
    ("columns", re.compile("分成几列：(?P<value>[^；]+)")),
    ("put", re.compile(rf"(?P<key>{_KEY})不晚于 {_DAY}")),
    ("later", re.compile(rf"(?P<key>{_KEY})要在 {_DAY} 以后")),
    ("rename", re.compile(r"表名改成其中一个：(?P<value>[^、；]+)")),
    ("sheet", re.compile(r"补上名叫“(?P<value>[^”]+)”的表")),
    ("clear", re.compile(r"到 (?P<value>[A-Z]+\d+) 格把内容删掉")),
    ("show", re.compile(r"(?<!不)该公开的取消隐藏")),
    ("quotes", re.compile(r'把这一行的半角引号 " 改成中文引号')),
    ("sides", re.compile(r"把列名改成“收入”和“支出”")),
    ("remove", re.compile(rf"删去“(?P<key>{_KEY})”这一行")),
    ("put", re.compile(rf"(?P<key>{_KEY}): …，[^；]*是这几个之一：(?P<value>[^；，。、（）]+)")),
    ("put", re.compile(r"(?P<key>[A-Za-z_一-鿿]+): (?P<value>[\[{].*[\]}])")),
    ("put", re.compile(r"(?P<key>[A-Za-z_一-鿿]+): (?P<value>[^；，。（）]+)")),
    ("write", re.compile(rf"在这一格(?:照实)?填写(?P<key>{_KEY})(?:$|（)")),
    ("write", re.compile(r"从这几个里选意思对的写：(?P<value>[^；，。、（）]+)")),
    ("write", re.compile(r"是这几个之一：(?P<value>[^；，。、（）]+)")),
    ("write", re.compile(r"一项写[^：]*：(?P<value>[^；，。、（）]+)")),
    ("write", re.compile(r"是不是“(?P<value>[^”]+)”")),
    ("head", re.compile(r"列名(?:前面加 #，)?写成 (?P<value>[^；，。]+)")),
    (
        "write",
        re.compile(
            r"(?:改成|改到|写成|写|例如|或者)(?: |：)(?P<value>[^；，。、（）“:]+?)(?= 或|[；，。、（）“]|$)"
        ),
    ),
    ("aside", re.compile("行首加 #")),
)


def first_step(hint: str, field: str = "") -> Step | None:
    """Return what a hint says to do first, by the words that hints have for it, of a field."""
    found = ((pattern.search(hint), sort) for sort, pattern in _STEPS)
    steps = [(match.start(), match, sort) for match, sort in found if match]
    if not steps:
        return None
    _, match, sort = min(steps, key=lambda step: step[0])
    said = match.groupdict()
    file = re.search(r"在 (\S+\.yaml) 里", hint[: match.start()]) or re.search(
        r"写进 (village\.yaml)", hint[: match.start()]
    )
    value = _filled(
        _balanced(said.get("value", "…" if sort == "write" else "").strip()), said.get("key") or field
    )
    if sort == "later":
        sort, value = "put", f"{date.fromisoformat(value) + timedelta(1)}"
    return Step(sort, said.get("key", ""), value, file[1] if file else "")


def followed(text: str, told: Told, step: Step) -> str:
    """Return a text with the change made."""
    lines = text.split("\n")
    at = min(max(told.line, 1), len(lines)) - 1
    if step.sort == "remove":
        return "\n".join(_without(lines, step.key))
    if step.sort == "zero":
        return followed(text, replace(told, cell=step.value), Step("write", value="0"))
    if step.sort in ("fill", "take out"):
        return "\n".join(_column(lines, step))
    if step.sort == "quotes":
        lines[at] = lines[at].replace('"', "”")
    elif step.sort == "sides":
        lines[0] = lines[0].replace("借方", "收入").replace("贷方", "支出")
    elif step.sort == "instead":
        lines[at] = f"{step.key}: {step.value}"
    elif step.sort == "words out":
        lines[at] = lines[at].replace(told.value, "")
    elif step.sort == "delete":
        del lines[at]
    elif step.sort == "split":
        lines[at] = lines[at].replace("，", "、")
    elif step.sort == "before":
        _put(lines, at - 1, step, told.hint)
    elif step.sort == "step":
        last = max(number for number, line in enumerate(lines) if line.rstrip().endswith("}"))
        _put(lines, last, step, told.hint)
    elif step.sort == "aside":
        lines[at], aside = _parted(lines[at], told.value)
        lines.insert(at, f"# {aside}")
    elif told.cell:
        _fill(lines, at, told, step)
    elif step.sort == "put":
        _put(lines, at, step, told.hint)
    else:
        lines[at] = _written(lines[at], told, step.value)
    return "\n".join(lines)


def followed_on_disk(file: Path, step: Step) -> bool:
    """Do with a file or a folder what a hint says, where it says what to do with it as a whole."""
    if step.sort == "cut":
        lines = file.read_text("utf-8").split("\n")
        file.with_name(step.value).write_text("\n".join(lines[int(step.key) - 1 :]), "utf-8")
        file.write_text("\n".join(lines[: int(step.key) - 1]), "utf-8")
    elif step.sort == "name":
        old = file / step.key if step.key else file
        old.rename(old.with_name(step.value))
    elif step.sort == "unlink":
        file.unlink()
    elif step.sort == "move":
        home = file.parent if list(file.parent.glob("village.yaml")) else file.parent.parent
        (home / step.value).mkdir(exist_ok=True)
        file.rename(home / step.value / file.name)
    elif step.sort == "supply":
        home = file if file.is_dir() else file.parent
        (home / step.value).parent.mkdir(exist_ok=True)
        (home / step.value).write_bytes(_supplied(step.value))
    else:
        return False
    return True


def _supplied(name: str) -> bytes:
    """Return a file that a clerk has at hand: a picture, or the ledger of a quarter."""
    out = io.BytesIO()
    if name.endswith(".xlsx"):
        book = openpyxl.Workbook()
        for row in (("日期", "凭证号", "摘要", "科目", "收入", "支出"), _ENTRY):
            book.worksheets[0].append(row)
        book.save(out)
    else:
        Image.new("RGB", (900, 600)).save(out, "JPEG")
    return out.getvalue()


def followed_in_workbook(file: Path, told: Told, step: Step) -> None:
    """Make the change in a workbook, as a person does who has it open."""
    book = openpyxl.load_workbook(file)
    name, _, cell = told.cell.rpartition("!")
    sheet = book[name] if name in book.sheetnames else book.worksheets[0]
    assert isinstance(sheet, Worksheet)
    if step.sort == "rename":
        book[told.value].title = step.value
    elif step.sort == "fill row":
        heads = [head.value for head in sheet[1]]
        at = heads.index(step.key) + 1 if step.key in heads else len(heads) + 1
        sheet.cell(1, at).value = step.key
        sheet.cell(sheet[cell].row, at).value = step.value
    elif step.sort == "sheet":
        book.create_sheet(step.value).append([head.value for head in sheet[1]])
    elif step.sort == "clear":
        del sheet[step.value]
    elif step.sort == "columns":
        last, row = sheet.max_column, sheet[cell].row
        for beside, key in enumerate(step.value.split("、")):
            column = last + beside if beside else sheet[cell].column
            sheet.cell(1, column).value = key
            sheet.cell(row, column).value = "2026-03-09" if key.endswith("日期") else "照实"
    elif step.sort == "show":
        for line in (*sheet.row_dimensions.values(), *sheet.column_dimensions.values()):
            line.hidden = False
        sheet.sheet_state = "visible"
    else:
        sheet[cell].value = step.value
        sheet[cell].number_format = "@"
    book.save(file)


def _filled(value: str, key: str = "") -> str:
    """Return a value with one of its kind wherever the hint leaves it to the clerk."""
    value = re.sub(rf"({_KEY}): …", lambda found: f"{found[1]}: {_known(found[1])}", value)
    value = value.replace("…", _known(key))
    value = re.sub(r"([一-鿿]+)(?:/[一-鿿]+)+(?=[,}]|$)", r"\1", value)  # of words to choose from the first
    return value.replace("0XXX-XXXXXXX", "0900-8880123")


@cache
def _known(key: str) -> str:
    """Return what a clerk knows who fills in a field, by its name."""
    if said := (_MINUTES | _REASONS).get(key):
        return said
    parts = [kind.fields for kind in load_parts().kinds.values()]
    for part in parts:
        for one in keys_of(part):
            if one.form.part is not None and one.form.part not in parts:
                parts.append(one.form.part)
            if key in one.names:
                return sample_of(one.form)
    return "照实写明"


def _column(lines: list[str], step: Step) -> list[str]:
    """Fill the empty cells of a column, adding it where there is none, or take it out of a list."""
    if step.sort == "take out" and step.key in lines[0].split(","):
        at = lines[0].split(",").index(step.key)
        return [",".join(line.split(",")[:at] + line.split(",")[at + 1 :]) for line in lines]
    if step.sort == "take out":
        return [_parted(line, step.key)[0] if step.key in line else line for line in lines]
    head, *rows = (next(csv.reader([line])) if line else [] for line in lines)
    at = head.index(step.key) if step.key in head else len(head)
    head[at : at + 1] = [step.key]
    for row in filter(None, rows):
        row[at : at + 1] = [(row[at] if at < len(row) else "") or step.value]
    return [",".join(cells) for cells in (head, *rows)]


def _parted(line: str, key: str) -> tuple[str, str]:
    """Take an entry off a line: all of it, or one of a group within brackets."""
    inside = re.search(rf",? *{re.escape(key)}: *[^,}}]*", line) if "{" in line else None
    return (line.replace(inside[0], ""), inside[0].strip(", ")) if inside else ("", line)


def _balanced(value: str) -> str:
    """Return a group or list up to the bracket that closes it."""
    if value[:1] not in ("{", "["):
        return value
    depth = 0
    for at, sign in enumerate(value):
        depth += (sign in "{[") - (sign in "}]")
        if not depth:
            return value[: at + 1]
    return value


def _without(lines: list[str], key: str) -> list[str]:
    """Leave out an entry, with what is indented below it."""
    start = next(at for at, line in enumerate(lines) if re.match(rf"\s*{key}[:：]", line))
    end = next(
        (at for at in range(start + 1, len(lines)) if not lines[at].startswith((" ", "-"))), len(lines)
    )
    return lines[:start] + lines[end if lines[start + 1 : start + 2] != ["---"] else start + 1 :]


def _put(lines: list[str], at: int, step: Step, hint: str) -> None:
    """Give a key its value: on the line told of, in the group that the hint names, or on its own line."""
    own = re.compile(rf"(?<![一-鿿A-Za-z_])({step.key}\s*[:：]) *(\{{.*?\}}|\[.*\]|[^,}}]*)")
    group = re.search(rf"在“({_KEY})”里", hint)
    if own.search(lines[at]):
        lines[at] = own.sub(lambda found: f"{found[1]} {step.value}", lines[at], count=1)
    elif group and (inside := _line_of(lines, group[1])) is not None:
        if lines[inside].rstrip().endswith("}"):
            lines[inside] = f"{lines[inside].rstrip()[:-1]}, {step.key}: {step.value}}}"
        else:
            lines.insert(inside + 1, f"  {step.key}: {step.value}")
    elif re.match(r"\s*- \{.*\}\s*$", lines[at]):
        lines[at] = f"{lines[at].rstrip()[:-1]}, {step.key}: {step.value}}}"
    elif (top := _line_of(lines, step.key)) is not None:
        lines[top] = f"{step.key}: {step.value}"
    else:
        closing = next((number for number, line in enumerate(lines) if number and line == "---"), len(lines))
        lines.insert(closing, f"{step.key}: {step.value}")


def _line_of(lines: list[str], key: str) -> int | None:
    return next((at for at, line in enumerate(lines) if re.match(rf"{key}\s*[:：]", line)), None)


def _written(line: str, told: Told, value: str) -> str:
    """Return a line with what was written on it replaced, or else the whole value of its field."""
    is_inside = told.field in line and told.field != told.value  # else the key itself is another
    after = line.find(told.field) + len(told.field) if told.field and is_inside else 0
    start = line.find(told.value, after) if told.value else -1
    if start >= 0:
        return line[:start] + value + line[start + len(told.value) :]
    if number := re.search(r"[0-9Xx][0-9Xx \-]{9,}[0-9Xx]", line):
        return line[: number.start()] + value + line[number.end() :]
    return re.sub(
        rf"({re.escape(told.field)}\s*[:：]) *[^,}}]*", lambda found: f"{found[1]} {value}", line, count=1
    )


def _fill(lines: list[str], at: int, told: Told, step: Step) -> None:
    """Write into a cell of a table, or over the head of its column."""
    letters = re.match("[A-Z]+", told.cell.rpartition("!")[2])
    assert letters
    column = 0
    for letter in letters[0]:
        column = column * 26 + ord(letter) - ord("A") + 1
    row = next(iter(csv.reader([lines[0 if step.sort == "head" else at]])))
    row += [""] * (column - len(row))
    row[column - 1] = step.value
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(row)
    lines[0 if step.sort == "head" else at] = out.getvalue()
