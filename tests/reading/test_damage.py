"""Habits of typing put together at random: whatever they do to a file, it says what the sound one says."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

import pytest

from sunboard.fields.declarations import vocabulary_of
from sunboard.fields.groups import read_part
from sunboard.fields.part import to_plain
from sunboard.fields.vocabulary import COLONS
from sunboard.model.plain import canonical
from sunboard.model.problem import Log
from sunboard.parts import load_parts
from sunboard.reading.documents import read_document, read_settings
from sunboard.reading.repair import damage
from sunboard.settings.places import Village

KINDS = load_parts().kinds
Habit = Callable[[str, random.Random], str]

MATTER = """---
标题: 赵家湾巷道硬化项目公开
目录编码: GC03
公开日期: 2026-03-10
依据:
  - 《村民委员会组织法》第三十条
  - 村民代表会议决议，2026年1月
标签: [三重一大, 工程]
公示结果:
  异议数: 0
  结论: 无异议
备案: {备案号: 3号, 日期: 2026-03-01}
附件:
  - {标题: 合同, 文件: 合同.pdf}
  - 标题: 照片
    文件: 照片.jpg
经办人: 陈守田
批准人: 何广仁
---

正文：第一段。
"""
FINANCE = """---
标题: 第一季度收支明细公开
所属期间: 2026-Q1
资金账户:
  - {代号: B, 名称: 基本户, 期初: 1000.00, 期末: 20300.00}
收入合计: 19500.00
明细:
  - {日期: 2026-01-06, 凭证号: 01-001, 摘要: 收机动地承包费, 科目: "501", 收入: 19500.00, 账户: B}
  - 日期: 2026-02-08
    凭证号: 02-001
    摘要: 付村部一月电费
    科目: 513
    支出: 200.00
公开日期: 2026-03-10
经办人: 陈守田
---
"""
VILLAGE = """名称: 柳湾村
行政区划代码: "629901001001"
标签: 无
村民小组: [一组, 二组]
岗位:
  - {姓名: 何广仁, 职务: 书记, 电话: 0900-8880001}
  - 姓名: 陈守田
    职务: 文书
电话:
  咨询电话: 0900-8880002
公开栏:
  - 名称: gate
    尺寸: 2400x1200mm
屏幕: [{名称: led, 尺寸: 192x96}]
启用日期: 2026-03-10
""".replace("标签: 无\n", "")


def colon(written: str, share: float = 1) -> Habit:
    """Type another sign, or another gap, in place of the colon of a line."""

    def typed(text: str, dice: random.Random) -> str:
        lines = text.split("\n")
        return "\n".join(
            line.replace(": ", written, 1)
            if "{" not in line.partition(": ")[0] and dice.random() < share
            else line
            for line in lines
        )

    return typed


def indent(sign: str) -> Habit:
    return lambda text, dice: re.sub("(?m)^(?:  )+", lambda found: sign * (len(found[0]) // 2), text)


def mark(sign: str) -> Habit:
    return lambda text, dice: re.sub("(?m)^( +)- ", lambda found: found[1] + sign, text)


def quote(opening: str, closing: str) -> Habit:
    return lambda text, dice: re.sub(
        r"(?m)^( *[^\s:：-]+: )([^\s\[{【\"].*)$", rf"\1{opening}\2{closing}", text
    )


def fence(first: str, last: str) -> Habit:
    """Type the lines around the fields otherwise; around settings, where none belong."""

    def typed(text: str, dice: random.Random) -> str:
        return (
            re.sub(r"\A---\n([\s\S]*?\n)---\n", rf"{first}\n\1{last}\n", text)
            if text.startswith("---")
            else f"{first}\n{text}{last}\n"
        )

    return typed


def before_fields(sign: str) -> Habit:
    return lambda text, dice: re.sub(r"(?m)^(?=[^\s\-:：]+:(?: |$))", sign, text)


def before_all(white: str) -> Habit:
    return lambda text, dice: re.sub("(?m)^(?!---$|正文)(?=.)", white, text)


def in_braces(old: str, new: str) -> Habit:
    return lambda text, dice: re.sub(r"\{.*\}", lambda found: found[0].replace(old, new), text)


HABITS: tuple[tuple[Habit, ...], ...] = (  # of each group at most one
    (
        lambda text, dice: text.replace(
            "2026-03-10", dice.choice(["2026/3/10", "2026.3.10", "2026 3 10", "２０２６年３月１０日"])
        ),
    ),
    (
        lambda text, dice: text.replace(
            "2026-Q1", dice.choice(["2026年度一季度", "Q1 2026", "2026.1-3", "2026年一季度（1-3月）"])
        ),
    ),
    (
        lambda text, dice: text.replace("[三重一大, 工程]", "三重一大，工程").replace(
            "[一组, 二组]", "【一组、二组】"
        ),
        lambda text, dice: text.replace("[三重一大, 工程]", "[三重一大、工程]").replace(
            "[一组, 二组]", "\n• 一组\n• 二组"
        ),
    ),
    (quote("“", "”"), quote("＂", "＂"), quote('"', '"'), quote("‘", "’")),
    (before_fields("- "), before_fields("3. "), before_fields("• "), before_all("  "), before_all("\u3000")),
    (
        colon("："),
        colon("：", 0.4),
        colon("﹕"),
        colon("∶ "),
        colon("︰", 0.4),
        colon("："),
        colon(":\t"),
        colon(" : "),
        colon("\u3000：\u3000"),
        colon(":", 0.3),
    ),
    (lambda text, dice: in_braces(", ", "，")(in_braces(": ", "：")(text, dice), dice),),
    (lambda text, dice: text.replace("{", "｛").replace("}", "｝"),),
    (mark("－"), mark("•\u3000"), mark("-"), mark("—")),
    (indent("\u3000"), indent("\t"), indent("\xa0\xa0"), indent("    ")),
    (
        fence("———", "———"),
        fence("－－－", "==="),
        fence("---", "..."),
        fence("- - -", "___"),
        fence("```yaml", "```"),
        fence("---", "--- # 正文"),
    ),
    (
        lambda text, dice: "\n".join(
            line + dice.choice(["", "  ", "\u3000", "\t"]) for line in text.split("\n")
        ),
    ),
    (
        lambda text, dice: text.replace("\n经办人", "\n\n＃ 下面是经办人\n经办人"),
        lambda text, dice: text.replace("公开日期", "\u200b公开日期"),
    ),
    (lambda text, dice: text.replace("\n", "\r\n"), lambda text, dice: text.replace("\n", "\r")),
)


def said(text: str, kind: str, encoding: str = "utf-8") -> tuple[bytes, str, list[str]]:
    """Return what a file says as canonical bytes, its text, and its errors and warnings."""
    log, body = Log(), ""
    if kind == "village":
        fields = read_settings(text.encode(encoding), "village.yaml", log, vocabulary_of(Village))
        part = read_part(Village, fields, log) if fields else None
    else:
        document = read_document(text.encode(encoding), "a.md", log, vocabulary_of(KINDS[kind].fields))
        part = read_part(KINDS[kind].fields, document.fields, log) if document else None
        body = document.body if document else ""
    told = [
        f"{problem.fault.code}@{problem.place.line}"
        for problem in log.problems
        if problem.fault.severity != "info"
    ]
    return canonical(to_plain(part)) if part else b"", body, told


@pytest.mark.parametrize(("kind", "sound"), [("matter", MATTER), ("finance", FINANCE), ("village", VILLAGE)])
def test_habits_together_change_nothing(kind: str, sound: str) -> None:
    meant = said(sound, kind)
    assert meant[0]
    assert not meant[2]
    dice = random.Random(20260310)
    for _ in range(150):
        chosen = sorted(dice.sample(range(len(HABITS)), dice.choice((1, 2, 3, 4))))
        text = sound
        for group in chosen:
            text = dice.choice(HABITS[group])(text, dice)
        assert said(text, kind, dice.choice(("utf-8", "utf-8-sig", "gb18030", "utf-16"))) == meant, text


def test_what_is_told_at_one_look_to_be_whole_drops_nothing() -> None:
    dice = random.Random(7)
    for sign in f"\t!|>#＃\x85\u2028\u2029\u200b\ufeff\u3000\xa0{COLONS}x":
        signs = f"a一  ::-\n9{sign * 3}"
        texts = ["".join(dice.choices(signs, k=dice.randint(1, 9))) for _ in range(2_000)]
        dropped = [text for text in texts if damage._DROPPED.search(text)]
        assert bool(dropped) == (sign not in ":x")
        assert all(damage._MAY_BE_DROPPED.search(text) for text in dropped)
