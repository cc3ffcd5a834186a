"""Values as people write them: right ones in every spelling with what they mean, and mistyped ones."""

from __future__ import annotations

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


@st.composite
def days(draw: DrawFn) -> Right:
    day = draw(
        st.dates(date(1900, 1, 1), date(2999, 12, 31)) | st.dates(date(2020, 1, 1), date(2030, 12, 31))
    )
    y, m, d, week = day.year, day.month, day.day, "一二三四五六日"[day.weekday()]
    written = draw(
        st.sampled_from(
            [
                f"{day}",
                f"{y}/{m}/{d}",
                f"{y}.{m:02}.{d:02}",
                f"{y}年{m}月{d}日",
                f"{y} 年 {m} 月 {d} 日",
                f"{y}年{m:02}月{d}号",
                f"{y}{m:02}{d:02}",
                f"{day} 00:00:00",
                f"{day}T00:00",
                f"{y}—{m}—{d}",
                f"{str(y).translate(_YEAR_SIGNS)}年{_in_words(m)}月{_in_words(d)}日",
                f"{y}年{_in_words(m)}月{_in_words(d)}日",
                f"{day} 星期{week}",
                f"{y}年{m}月{d}日（周{week}）",
                f"{y}、{m}、{d}",
                f"{y}\\{m}\\{d}",
                f"{y}.{m}.{d}。",
            ]
        )
    )
    return _dressed(draw, written), day


@st.composite
def amounts(draw: DrawFn) -> Right:
    amount = draw(
        st.decimals(0, 10**9, places=2) | st.integers(0, 99_999).map(lambda cents: Decimal(cents) / 100)
    ).quantize(Decimal("0.01"))
    sign = draw(st.sampled_from(["", "", "-"]))
    plain = f"{amount:.2f}"
    short = f"{amount.normalize():f}"
    written = draw(
        st.sampled_from(
            [
                plain,
                short,
                f"{amount:,.2f}",
                f"{short}元",
                f"¥{amount:,.2f}",
                f"人民币{short}元整",
                f"RMB {short}",
                f"{(amount / 10000).normalize():f}万元",
                f"{(amount / 10**8).normalize():f}亿",
                f"{(amount / 1000).normalize():f}千元",
                f"{(amount / 10000).normalize():f}w",
                f"共{plain}元",
                f"{amount:,.2f}".replace(",", " "),
                f"{plain}块",
            ]
        )
    )
    if not sign and draw(st.integers(0, 3)) == 0:
        yuan, cents = divmod(int(amount * 100), 100)
        jiao, fen = divmod(cents, 10)
        words = f"{_capitals(yuan)}元{_BIG[jiao]}角{_BIG[fen]}分"
        written = draw(st.sampled_from([f"{yuan}元{jiao}角{fen}分", words, f"{plain}元（{words}）"]))
    if written.startswith(("人", "R", "¥", "共")):
        sign = ""
    return _dressed(draw, sign + written), Decimal(f"{sign}{plain}")


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


@st.composite
def periods(draw: DrawFn) -> Right:
    year, quarter, month = draw(st.integers(1900, 2999)), draw(st.integers(1, 4)), draw(st.integers(1, 12))
    name = "一二三四"[quarter - 1]
    written, meant = draw(
        st.sampled_from(
            [
                *(
                    (text, ("Q", quarter))
                    for text in (
                        f"{year}年{name}季度",
                        f"{year}年第{name}季度",
                        f"{year}Q{quarter}",
                        f"{year}-Q{quarter}",
                        f"{year}年{quarter * 3 - 2}-{quarter * 3}月",
                        f"{year}年{quarter * 3 - 2}月至{year}年{quarter * 3}月",
                        f"{year}.{quarter * 3 - 2}.1~{quarter * 3}.{(31, 30, 30, 31)[quarter - 1]}",
                    )
                ),
                *(
                    (text, ("M", month))
                    for text in (f"{year}年{month}月", f"{year}-{month:02}", f"{year}年{month}月份")
                ),
                (f"{year}年{_in_words(month)}月", ("M", month)),
                *((text, ("Y", 1)) for text in (f"{year}年", f"{year}", f"{year}年度")),
                (f"{year}年上半年", ("H", 1)),
                (f"{year}年7月至12月", ("H", 2)),
            ]
        )
    )
    sort, number = meant
    return _dressed(draw, written), Period(year, sort, number)


@st.composite
def counts(draw: DrawFn) -> Right:
    number = draw(st.integers(0, 999_999) | st.integers(0, 40))
    written = draw(
        st.sampled_from(
            [str(number), f"{number:,}", f"{number}人", f"{number} 户", f"共{number}张", f"{number}.0"]
        )
    )
    return _dressed(
        draw, _in_words(number) if number < 100 and draw(st.integers(0, 5)) == 0 else written
    ), number


@st.composite
def phones(draw: DrawFn) -> Right:
    area, number, more = (
        draw(st.sampled_from(["0900", "0901"])),
        draw(st.integers(888_0000, 888_9999)),
        draw(st.integers(1, 99_999)),
    )
    whole = f"{area}-{number}"
    mobile = f"1380000{draw(st.integers(0, 9999)):04}"
    return draw(
        st.sampled_from(
            [
                *(
                    (text, whole)
                    for text in (
                        whole,
                        f"{area} {number}",
                        f"({area}){number}",
                        f"（{area}）{number}",
                        f"电话：{whole}",
                        f"+86 {whole}",
                        whole.translate(_WIDE),
                    )
                ),
                *((text, f"{whole}-{more}") for text in (f"{whole}转{more}", f"{whole}-{more}")),
                ("12345", "12345"),
                *((sign.join((mobile[:3], mobile[3:7], mobile[7:])), mobile) for sign in ("", " ", "-")),
            ]
        )
    )


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
