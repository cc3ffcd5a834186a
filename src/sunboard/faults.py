"""Faults of fields that any kind of record or setting may have."""

from __future__ import annotations

from sunboard.model.problem import Fault, Severity, Words

KEY_UNKNOWN = Fault(
    "key-unknown",
    Severity.WARNING,
    zh=Words("没有“{value}”这一项，没有读取", "{advice}用不着的删去，要公开的内容写进正文"),
    en=Words("There is no field “{value}”; it was not read", "{advice_en}Remove it, or write what is to be published into the text below"),
    manual="""A key that sunboard does not know. Its value is not shown anywhere.
Mistyped keys are the usual cause; the nearest known key is proposed.

Why: It is never guessed silently: what the clerk meant to publish would be missing.

Source: how sunboard reads what is written.

    标题: 修路公示

中文
sunboard 不认识这个键，它后面的内容不会出现在任何地方。多半是键名打错了，提示里会给出最接近的键名。

为什么：不能悄悄猜：想公开的内容可能就漏掉了。

依据：sunboard 的写法约定。

    标题: 修路公示
""",
)
KEY_TWICE = Fault(
    "key-given-twice",
    Severity.ERROR,
    zh=Words("“{value}”写了两次，内容不一样", "只留一个"),
    en=Words("“{value}” is given twice with different values", "Keep one of them"),
    manual="""A field is given twice, for instance once in English and once in Chinese, and the values differ.
Nobody can tell which one is meant, so neither is taken.

Why: Taking one of the two by chance could publish the wrong one.

Source: how sunboard reads what is written.

    标题: 修路公示

中文
同一项写了两次（例如中文键和英文键各写一次），内容又不一样，无法判断哪个算数。只留一个。

为什么：随便取一个，可能公开了错的那个。

依据：sunboard 的写法约定。

    标题: 修路公示
""",
)
FIELD_MISSING = Fault(
    "field-missing",
    Severity.ERROR,
    zh=Words("缺少必填项“{name}”", "补上一行：{name}: …"),
    en=Words("The required field “{name}” is missing", "Add a line: {name}: …"),
    manual="""A required field is not there, or has no value.

Why: Readers, sheets and checks all need this piece.

Source: how sunboard reads what is written.

    经办人: 陈守田

中文
必填的一项没有写，或者冒号后面是空的。

为什么：少了这一项，页面写不全，也没法核对。

依据：sunboard 的写法约定。

    经办人: 陈守田
""",
)
SHAPE_WRONG = Fault(
    "shape-wrong",
    Severity.ERROR,
    zh=Words("“{field}”的写法不对：这里应当是{expected}", "例如：{example}"),
    en=Words("“{field}” is written in the wrong shape: {expected_en} is expected", "For example: {example}"),
    manual="""A single value stands where a list or a group of fields is wanted, or the other way round.

Why: What is meant can only be guessed, and guesses are not published.

Source: how sunboard reads what is written.

    签署:
      负责人: 何广仁

中文
这里要的是一个值、一列值或一组“键: 值”，写成了另一种样子。

为什么：只能猜是什么意思，猜的内容不能公开。

依据：sunboard 的写法约定。

    签署:
      负责人: 何广仁
""",
)
