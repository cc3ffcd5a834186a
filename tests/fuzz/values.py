"""Values as people write them: right ones in every spelling with what they mean, and mistyped ones."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from sunboard.fields.forms import Form
from sunboard.fields.numerals import parse_whole
from sunboard.model.period import Period

Right = tuple[str, object]
"""What is written, and what it means."""

_WIDE = str.maketrans({chr(0x21 + at): chr(0xFF01 + at) for at in range(94)})
_ONES = "零一二三四五六七八九"
_YEAR_SIGNS = str.maketrans("0123456789", "〇一二三四五六七八九")
_BIG = "零壹贰叁肆伍陆柒捌玖"
PLAIN_TEXT = (
    st.text(st.sampled_from("柳湾村承包费公示修路一二3组Ab0 ：，、。（）“”《》-—·%"), min_size=1, max_size=20)
    .map(str.strip)
    .filter(bool)
)
ANY_TEXT = st.text(st.characters(codec="utf-8"), max_size=40)
_SIGNS = {
    "day": "0123456789-/.年月日号〇一二三十廿卅 　－．／０２６:T、\\周星期二()。",
    "money": "0123456789.,，¥￥元圆角分整正万亿+-－壹贰拾佰仟零人民币RMB大写:： 　５千w块共()",
    "period": "0123456789-/.年月季度第一二三四上下半全QqHh至到~份 　２０—日31",
    "whole": "0123456789,，.共人户次张天个零一两十百千万- 　３",
    "yes": "是的有对否不无没1０0√✓×✗TRUEfalseyesnooffn 　。",
    "phone": "0123456789-－—() （）+转ext.电话:：0086 　１３",
    "size": "0123456789xX×*m米p像素 　１２",
    "choice": " 　“”\"'。.Aa",
}


def _in_words(number: int) -> str:
    tens, ones = divmod(number, 10)
    return (
        ("" if tens < 2 else _ONES[tens]) + ("十" if tens else "") + (_ONES[ones] if ones or not tens else "")
    )


DAYS = (
    "{day}|{y}/{m}/{d}|{y}.{m:02}.{d:02}|{y}年{m}月{d}日|{y} 年 {m} 月 {d} 日|{y}年{m:02}月{d}号|"
    "{y}{m:02}{d:02}|{day} 00:00:00|{day}T00:00|{y}—{m}—{d}|{signs}年{month}月{tag}日|{y}年{month}月{tag}日|"
    "{day} 星期{week}|{y}年{m}月{d}日（周{week}）|{y}、{m}、{d}|{y}\\{m}\\{d}|{y}.{m}.{d}。"
)


@st.composite
def days(draw: DrawFn) -> Right:
    near = st.dates(date(2020, 1, 1), date(2030, 12, 31))
    day = draw(st.dates(date(1900, 1, 1), date(2999, 12, 31)) | near)
    written = draw(st.sampled_from(DAYS.split("|"))).format(
        day=day,
        y=day.year,
        m=day.month,
        d=day.day,
        signs=str(day.year).translate(_YEAR_SIGNS),
        month=_in_words(day.month),
        tag=_in_words(day.day),
        week="一二三四五六日"[day.weekday()],
    )
    return _dressed(draw, written), day


SUMS = (
    "{plain}",
    "{short}",
    "{grouped}",
    "{short}元",
    "¥{grouped}",
    "人民币{short}元整",
    "RMB {short}",
    "共{plain}元",
)
SUMS += ("{wan}万元", "{yi}亿", "{qian}千元", "{wan}w", "{spaced}", "{plain}块")
IN_PARTS = ("{yuan}元{jiao}角{fen}分", "{words}", "{plain}元（{words}）")


@st.composite
def amounts(draw: DrawFn) -> Right:
    small = st.integers(0, 99_999).map(lambda cents: Decimal(cents) / 100)
    amount = draw(st.decimals(0, 10**9, places=2) | small).quantize(Decimal("0.01"))
    sign = draw(st.sampled_from(["", "", "-"]))
    spelling = draw(st.sampled_from(SUMS))
    if not sign and draw(st.integers(0, 3)) == 0:
        spelling = draw(st.sampled_from(IN_PARTS))
    if spelling.startswith(("人", "R", "¥", "共")):
        sign = ""
    yuan, cents = divmod(int(amount * 100), 100)
    jiao, fen = divmod(cents, 10)
    written = spelling.format(
        plain=amount,
        short=_short(amount, 1),
        grouped=f"{amount:,}",
        spaced=f"{amount:,}".replace(",", " "),
        qian=_short(amount, 1000),
        wan=_short(amount, 10**4),
        yi=_short(amount, 10**8),
        yuan=yuan,
        jiao=jiao,
        fen=fen,
        words=f"{_capitals(yuan)}元{_BIG[jiao]}角{_BIG[fen]}分",
    )
    return _dressed(draw, sign + written), Decimal(f"{sign}{amount}")


def _short(amount: Decimal, unit: int) -> str:
    return f"{(amount / unit).normalize():f}"


def _capitals(number: int) -> str:
    """Write a number as on vouchers."""
    if not number:
        return "零"
    written = ""
    for scale, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        section, number = divmod(number, scale)
        if not section:
            continue
        piece, pending = "", False
        for unit, sign in ((1000, "仟"), (100, "佰"), (10, "拾"), (1, "")):
            digit, section = divmod(section, unit)
            pending = pending or (not digit and bool(piece or written) and bool(section))
            if digit:
                piece += ("零" if pending else "") + _BIG[digit] + sign
                pending = False
        written += piece + name
    assert parse_whole(written) is not None
    return written


QUARTERS = "{y}年{name}季度|{y}年第{name}季度|{y}Q{q}|{y}-Q{q}|{y}年{a}-{e}月|{y}年{a}月至{y}年{e}月"
QUARTERS += "|{y}.{a}.1~{e}.{last}"
SPELLINGS = {
    "Q": QUARTERS.split("|"),
    "M": ["{y}年{m}月", "{y}-{m:02}", "{y}年{m}月份", "{y}年{words}月"],
    "Y": ["{y}年", "{y}", "{y}年度"],
    "H1": ["{y}年上半年"],
    "H2": ["{y}年7月至12月"],
}


@st.composite
def periods(draw: DrawFn) -> Right:
    year, quarter, month = draw(st.integers(1900, 2999)), draw(st.integers(1, 4)), draw(st.integers(1, 12))
    sort, spelling = draw(st.sampled_from([(sort, one) for sort, some in SPELLINGS.items() for one in some]))
    written = spelling.format(
        y=year,
        q=quarter,
        name=_ONES[quarter],
        a=quarter * 3 - 2,
        e=quarter * 3,
        last=(31, 30, 30, 31)[quarter - 1],
        m=month,
        words=_in_words(month),
    )
    number = {"Q": quarter, "M": month, "Y": 1, "H1": 1, "H2": 2}[sort]
    return _dressed(draw, written), Period(year, sort[0], number)


@st.composite
def counts(draw: DrawFn) -> Right:
    number = draw(st.integers(0, 999_999) | st.integers(0, 40))
    spellings = ["{}", "{:,}", "{}人", "{} 户", "共{}张", "{}.0"]
    written = draw(st.sampled_from(spellings)).format(number)
    words = number < 100 and draw(st.integers(0, 5)) == 0
    return _dressed(draw, _in_words(number) if words else written), number


AREAS = (
    "{area}-{number}",
    "{area} {number}",
    "({area}){number}",
    "（{area}）{number}",
    "电话：{area}-{number}",
)


@st.composite
def phones(draw: DrawFn) -> Right:
    area, number = draw(st.sampled_from(["0900", "0901"])), draw(st.integers(888_0000, 888_9999))
    whole, inner = f"{area}-{number}", draw(st.integers(1, 99_999))
    mobile = f"1380000{draw(st.integers(0, 9999)):04}"
    choices = [(spelling.format(area=area, number=number), whole) for spelling in AREAS]
    choices += [(f"+86 {whole}", whole), (whole.translate(_WIDE), whole), ("12345", "12345")]
    choices += [(text, f"{whole}-{inner}") for text in (f"{whole}转{inner}", f"{whole}-{inner}")]
    choices += [(sign.join((mobile[:3], mobile[3:7], mobile[7:])), mobile) for sign in ("", " ", "-")]
    return draw(st.sampled_from(choices))


def _dressed(draw: DrawFn, written: str) -> str:
    """Let a value be typed in full width, or with white space around it."""
    match draw(st.integers(0, 9)):
        case 0:
            return written.translate(_WIDE)
        case 1:
            return f"　{written} "
        case _:
            return written


_YES = [
    *((word, True) for word in ("是", "有", "√", "yes", "TRUE", "1")),
    *((word, False) for word in ("否", "无", "×", "No", "false", "0")),
]
RIGHT: dict[str, SearchStrategy[Right]] = {
    "day": days(),
    "money": amounts(),
    "period": periods(),
    "whole": counts(),
    "phone": phones(),
    "yes": st.sampled_from(_YES),
    "size": st.sampled_from([("1200x900mm", None), ("192×96", None), ("２４００*1200", None)]),
}


def right(form: Form) -> SearchStrategy[Right]:
    """Draw a value that a form accepts; what it means is None where only reading tells."""
    if form.sort == "yes":  # some fields take fewer words for it
        return st.sampled_from([said for said in _YES if re.fullmatch(form.pattern, said[0].lower())])
    if form.sort in RIGHT:
        return RIGHT[form.sort]
    if form.sort == "choice":
        return st.sampled_from([(word, word) for word in form.words])
    if form.pattern:
        return st.just((form.example, form.example))
    return PLAIN_TEXT.map(lambda text: (text, text))


@st.composite
def mistyped(draw: DrawFn, form: Form) -> str:
    """Draw a right value with signs put in, taken out or changed."""
    signs = list(draw(right(form))[0] if draw(st.integers(0, 4)) else form.example)
    own = st.sampled_from(_SIGNS.get(form.sort, "aZ09-/.:　 村") + "".join(form.words))
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(signs)))
        match draw(st.integers(0, 3)):
            case 0:
                signs[at:at] = draw(own)
            case 1:
                del signs[at : at + 1]
            case 2:
                signs[at : at + 1] = draw(own)
            case _:
                signs[at:at] = signs[at : at + draw(st.integers(1, 3))]
    return "".join(signs)


def any_written(form: Form) -> SearchStrategy[str]:
    """Draw what may stand in a field: right, mistyped, of another sort, or anything."""
    own = _SIGNS.get(form.sort, "aZ09-/.:　 村") + "".join(form.words)
    others = (RIGHT[sort].map(lambda value: value[0]) for sort in RIGHT)
    return st.one_of(
        right(form).map(lambda value: value[0]),
        mistyped(form),
        mistyped(form),
        st.text(st.sampled_from(own), max_size=14),
        *others,
        ANY_TEXT,
    )
