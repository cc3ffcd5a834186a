"""A year of two villages under two provinces' rules, counted by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from sunboard.duties.disclosed import Disclosed, Obliged, disclosed_of, obliged_of
from sunboard.duties.owed import Schedule, Standing, counted, duties
from sunboard.fields.disclosure import ASKED, CATEGORIES
from sunboard.model.today import Today
from sunboard.reporting.words import load_words
from sunboard.settings.packaged import Packaged, load_packaged, packaged_files

# two rows of a county's own that count working days; of the others only those that the figures below name
OWN = """
X01: {类别: 村务, 事项: 临时救急, 频次: 每次, 时限: 5个工作日}
X02: {类别: 财务, 事项: 专账, 频次: 每季度, 时限: 10个工作日}
"""
ROWS = ("CW01", "CW05", "CK01", "CK02", "CK03", "SZ01", "X01", "X02")


def shared(law: str = "") -> Packaged:
    own = {"catalog.yaml": OWN.encode(), **({"law/province.yaml": law.encode()} if law else {})}
    packaged, problems = load_packaged(packaged_files(), own)
    assert not problems
    return replace(packaged, catalog={code: packaged.catalog[code] for code in ROWS})


PLAIN = shared()
# as in a province where books are shown within ten days of a month or quarter, and notices hang for 20
STRICT = shared(
    "monthly_day: {数值: 10, 来源: 某省实施办法}\nquarterly_day: {数值: 10, 来源: 某省实施办法}\n"
    "posting_days: {数值: 20, 来源: 某省实施办法}\n"
)


def record(catalog: str, published: str, period: str = "", event: str = "", **more: object) -> Disclosed:
    made = Disclosed(
        catalog=catalog,
        title=f"{catalog}的一份",
        period=period,
        published=date.fromisoformat(published) if published else None,
        event=date.fromisoformat(event) if event else None,
    )
    return replace(made, **more)


LIUWAN = Obliged(
    since=date(2026, 1, 1),
    disclosed=(
        record("CW01", "2025-05-06"),
        record("CK01", "2026-01-30", "2026"),
        # Thursday; 13, Saturday 14 (worked), then the holidays to 23, 24, 25, 26
        record("X01", "2026-02-26", event="2026-02-12"),
        record("CW05", "2026-04-04", event="2026-03-30"),
        record("CK02", "2026-04-15", "2026-Q1"),
        record("CK03", "2026-04-10", "2026-Q1", nil=True),
        # 1, 2, 3 April, the holidays to 6, 7, 8, 9, 10, 13, 14, 15
        record("X02", "2026-04-16", "2026-Q1"),
        record("CW05", "2026-05-28", event="2026-05-20"),
        record("SZ01", "2026-07-14", "2026-H1", off=date(2026, 7, 20)),
        record("CK02", "2026-07-20", "2026-Q2"),
        record("X02", "2026-07-14", "2026-Q2"),
        # Tuesday; 30, the holidays to 7 October, 8, 9, Saturday 10 (worked), 12
        record("X01", "2026-10-13", event="2026-09-29"),
        record("X02", "2026-10-20", "2026-Q3"),
    ),
)
# its books are busy and it joined in May, so that the second quarter and the year 2026 are not asked of it
HEXI = Obliged(
    since=date(2026, 5, 1),
    monthly=True,
    switched_off={"CK03": "账上没有往来"},
    disclosed=(
        record("CW01", "2026-05-07"),
        record("CK02", "2026-06-10", "2026-05"),
        record("CK02", "2026-07-12", "2026-06"),
        record("CK02", "2026-10-09", "2026-Q3"),
        record("CW05", "2026-06-02", event="2026-05-29", off=date(2026, 6, 20)),
        record("CW05", "2026-04-09", event="2026-04-01"),
        record("SZ01", "", "2026-H2", waits="draft"),
    ),
)

DAYS = {
    # day: what liuwan owes, what hexi owes
    "2026-01-05": ("CW01 on-time, CK01 2026 coming", ""),
    "2026-01-31": ("CW01 on-time, CK01 2026 on-time", ""),
    "2026-03-16": (
        "CW01 on-time, CK01 2026 on-time, CK02 2026-Q1 coming, CK03 2026-Q1 coming, X01 on-time, "
        "X02 2026-Q1 coming",
        "",
    ),
    "2026-04-15": (
        "CW01 on-time, CW05 on-time, CK01 2026 on-time, CK02 2026-Q1 on-time, CK03 2026-Q1 nil, X01 on-time, "
        "X02 2026-Q1 coming",
        "CW01 coming",
    ),
    "2026-04-16": (
        "CW01 on-time, CW05 on-time, CK01 2026 on-time, CK02 2026-Q1 on-time, CK03 2026-Q1 nil, X01 on-time, "
        "X02 2026-Q1 late",
        "CW01 coming",
    ),
    "2026-05-07": (
        "CW01 on-time, CW05 on-time, CK01 2026 on-time, CK02 2026-Q1 on-time, CK03 2026-Q1 nil, X01 on-time, "
        "X02 2026-Q1 late",
        "CW01 late",
    ),
    "2026-06-11": (
        "CW01 on-time, CW05 on-time, CW05 late, CK01 2026 on-time, CK02 2026-Q1 on-time, CK03 2026-Q1 nil, "
        "X01 on-time, X02 2026-Q1 late",
        "CW01 late, CW05 on-time, CK02 2026-05 on-time, CK02 2026-06 coming",
    ),
    "2026-07-16": (
        "CW01 on-time, CW05 on-time, CW05 late, CK01 2026 on-time, CK02 2026-Q1 on-time, "
        "CK02 2026-Q2 missing, CK03 2026-Q1 nil, CK03 2026-Q2 missing, SZ01 2026-H1 on-time, X01 on-time, "
        "X02 2026-Q1 late, X02 2026-Q2 on-time",
        "CW01 late, CW05 early-removed, CK02 2026-05 on-time, CK02 2026-06 late, CK02 2026-07 coming",
    ),
    "2026-10-13": (
        "CW01 on-time, CW05 on-time, CW05 late, CK01 2026 on-time, CK02 2026-Q1 on-time, CK02 2026-Q2 late, "
        "CK02 2026-Q3 coming, CK03 2026-Q1 nil, CK03 2026-Q2 missing, CK03 2026-Q3 coming, "
        "SZ01 2026-H1 early-removed, X01 on-time, X01 late, X02 2026-Q1 late, X02 2026-Q2 on-time, "
        "X02 2026-Q3 coming",
        "CW01 late, CW05 early-removed, CK02 2026-05 on-time, CK02 2026-06 late, CK02 2026-07 late, "
        "CK02 2026-08 late, CK02 2026-09 on-time, CK02 2026-10 coming, X02 2026-Q3 coming",
    ),
    "2026-12-31": (
        "CW01 on-time, CW05 on-time, CW05 late, CK01 2026 on-time, CK02 2026-Q1 on-time, CK02 2026-Q2 late, "
        "CK02 2026-Q3 missing, CK02 2026-Q4 coming, CK03 2026-Q1 nil, CK03 2026-Q2 missing, "
        "CK03 2026-Q3 missing, CK03 2026-Q4 coming, SZ01 2026-H1 early-removed, SZ01 2026-H2 coming, "
        "X01 on-time, X01 late, X02 2026-Q1 late, X02 2026-Q2 on-time, X02 2026-Q3 on-time, "
        "X02 2026-Q4 coming",
        "CW01 late, CW05 early-removed, CK02 2026-05 on-time, CK02 2026-06 late, CK02 2026-07 late, "
        "CK02 2026-08 late, CK02 2026-09 on-time, CK02 2026-10 missing, CK02 2026-11 missing, "
        "CK02 2026-12 coming, SZ01 2026-H2 coming, X02 2026-Q3 missing, X02 2026-Q4 coming",
    ),
}


def as_known(village: Obliged, today: date) -> Obliged:
    """Return what was public by a day."""
    return replace(
        village,
        disclosed=tuple(one for one in village.disclosed if one.published is None or one.published <= today),
    )


def told(village: Obliged, packaged: Packaged, today: date) -> str:
    found = duties(as_known(village, today), Schedule(packaged, today))
    return ", ".join(
        " ".join(filter(None, (duty.code, str(duty.period or ""), duty.standing or "unsure")))
        for duty in found
    )


@pytest.mark.parametrize("day", DAYS)
def test_ten_days_of_a_year_are_counted_as_a_person_counts(day: str) -> None:
    today = date.fromisoformat(day)
    assert (told(LIUWAN, PLAIN, today), told(HEXI, STRICT, today)) == DAYS[day]


def test_what_is_said_holds_until_the_day_says_that_it_may_not() -> None:
    """So that a village is left as it stands until then."""
    for village, packaged in ((LIUWAN, PLAIN), (HEXI, STRICT)):
        village = replace(village, disclosed=village.disclosed[:6])
        day = date(2026, 7, 1)
        for _ in range(8):
            today = Today.of(day)
            found, until = duties(village, Schedule(packaged, today)), today.holds_until
            assert day < until < date(2028, 1, 1)
            assert found == duties(village, Schedule(packaged, until - timedelta(1)))
            day = until


def test_villages_that_go_by_one_schedule_owe_what_each_would_owe_alone() -> None:
    later = replace(LIUWAN, since=date(2026, 4, 15), monthly=True)
    ahead = replace(HEXI, disclosed=(record("CK01", "2026-01-30", "2028"), record("CK02", "", "2026-Q2")))
    for day in (date(2026, 1, 1), date(2026, 7, 2), date(2027, 3, 1)):
        shared = Schedule(PLAIN, day)
        for village in (LIUWAN, ahead, Obliged(since=date(2026, 1, 1)), later, HEXI, LIUWAN):
            assert duties(village, shared) == duties(village, Schedule(PLAIN, day))


@pytest.mark.parametrize(
    ("records", "start"),
    [
        ((), None),
        ((record("CW05", "", event="2026-03-01", waits="draft"),), None),
        ((record("QL01", "2024-01-01", inherited=True),), None),
        ((record("CW05", "2026-03-06"),), date(2026, 1, 1)),
        ((record("CK02", "2026-07-12", "2026-Q2"),), date(2026, 4, 1)),
        (
            (record("CK02", "2026-01-12", "2025-Q4"), record("CK02", "2026-04-12", "2026-Q1")),
            date(2026, 1, 1),
        ),
    ],
)
def test_without_a_day_nothing_is_asked_of_the_time_before_the_oldest_record(
    records: tuple[Disclosed, ...], start: date | None
) -> None:
    village = Obliged(disclosed=records)
    assert village.start == start
    found = duties(village, Schedule(PLAIN, date(2026, 12, 1)))
    assert not [duty for duty in found if duty.period and start and duty.period.start < start]
    assert bool(found) == bool(start)


@pytest.mark.parametrize(
    ("records", "standing"),
    [
        # months make up a quarter, and the last of them ends it
        (
            [record("CK02", "2026-02-10", "2026-01"), record("CK02", "2026-03-10", "2026-02")],
            Standing.MISSING,
        ),
        ([record("CK02", f"2026-{at + 1:02}-10", f"2026-{at:02}") for at in (1, 2, 3)], Standing.ON_TIME),
        ([record("CK02", "2026-07-01", "2026-H1")], Standing.LATE),
        # without a period: about that which ended last, or in which it happened
        ([record("CK02", "2026-04-12")], Standing.ON_TIME),
        ([record("CK02", "2026-04-12", event="2026-03-30")], Standing.ON_TIME),
        ([record("CK02", "2026-01-12")], Standing.MISSING),
        # one that was taken down too early counts where no other hangs
        ([record("CK02", "2026-04-12", "2026-Q1", off=date(2026, 4, 26))], Standing.EARLY_REMOVED),
        ([record("CK02", "2026-04-12", "2026-Q1", off=date(2026, 4, 27))], Standing.ON_TIME),
        (
            [
                record("CK02", "2026-04-12", "2026-Q1", off=date(2026, 4, 13)),
                record("CK02", "2026-04-14", "2026-Q1"),
            ],
            Standing.ON_TIME,
        ),
    ],
)
def test_which_record_fulfils_a_quarter(records: list[Disclosed], standing: Standing) -> None:
    village = Obliged(since=date(2026, 1, 1), disclosed=tuple(records))
    found = duties(village, Schedule(PLAIN, date(2026, 7, 2)))
    assert [duty.standing for duty in found if (duty.code, str(duty.period)) == ("CK02", "2026-Q1")] == [
        standing
    ]


@pytest.mark.parametrize(
    ("records", "standing"),
    [
        # what hung for its days may come off the wall, for it stays on the web
        ([record("CW01", "2026-01-05", off=date(2026, 6, 1))], Standing.ON_TIME),
        ([record("CK02", "2026-04-12", "2026-Q1", off=date(2026, 6, 1))], Standing.ON_TIME),
        # what is taken back says nothing any more, but an event was told
        ([record("CW01", "2026-01-05", off=date(2026, 6, 1), waits="withdrawn")], Standing.EARLY_REMOVED),
        (
            [
                record("CW01", "2026-01-05", off=date(2026, 6, 1), waits="withdrawn"),
                record("CW01", "2026-06-02"),
            ],
            Standing.ON_TIME,
        ),
        (
            [record("CK02", "2026-04-12", "2026-Q1", off=date(2026, 6, 1), waits="withdrawn")],
            Standing.EARLY_REMOVED,
        ),
        (
            [
                record("CK02", "2026-04-12", "2026-Q1", off=date(2026, 6, 1), waits="withdrawn"),
                record("CK02", "2026-06-02", "2026-Q1"),
            ],
            Standing.ON_TIME,
        ),
        (
            [record("CW05", "2026-04-04", event="2026-03-30", off=date(2026, 6, 1), waits="withdrawn")],
            Standing.ON_TIME,
        ),
    ],
)
def test_what_was_taken_back_is_open_again(records: list[Disclosed], standing: Standing) -> None:
    village = Obliged(since=date(2026, 1, 1), disclosed=tuple(records))
    found = duties(village, Schedule(PLAIN, date(2026, 7, 2)))
    of_row = [duty for duty in found if duty.code == records[0].catalog]
    assert of_row[0].standing == standing


def test_what_was_taken_down_too_early_knows_its_day_and_until_when_it_had_to_hang() -> None:
    early = record("CK02", "2026-04-12", "2026-Q1", off=date(2026, 4, 26))
    village = Obliged(since=date(2026, 1, 1), disclosed=(early,))
    known = {
        duty.standing: (duty.off, duty.stays) for duty in duties(village, Schedule(PLAIN, date(2026, 7, 2)))
    }
    assert known[Standing.EARLY_REMOVED] == (date(2026, 4, 26), date(2026, 4, 27))
    assert known[Standing.MISSING] == (None, None)


def test_what_hangs_until_the_end_of_the_calendar_is_counted() -> None:
    last = {"posted": date(9999, 12, 30), "off": date(9999, 12, 31)}
    village = Obliged(since=date(2026, 1, 1), disclosed=(record("CK02", "2026-04-12", "2026-Q1", **last),))
    found = duties(village, Schedule(PLAIN, date(2026, 7, 2)))
    assert [duty.standing for duty in found if str(duty.period) == "2026-Q1" and duty.code == "CK02"] == [
        Standing.ON_TIME
    ]


def test_every_category_has_its_place_in_what_is_told_first() -> None:
    assert sorted(ASKED) == sorted(CATEGORIES)
    assert "、".join(ASKED) in load_words("zh")("coverage-order")


def test_a_year_whose_holidays_nobody_knows_is_told_and_not_guessed() -> None:
    """A due day is not before as many days of the calendar, which is all that is sure."""
    waiting = Obliged(since=date(2026, 10, 1))
    quarter = [duty for duty in duties(waiting, Schedule(PLAIN, date(2027, 1, 20))) if duty.code == "X02"]
    assert [(str(duty.period), duty.due, duty.standing) for duty in quarter] == [
        ("2026-Q4", None, Standing.UNSURE)
    ]
    for day, standing in (("2027-01-10", Standing.ON_TIME), ("2027-01-11", Standing.UNSURE)):
        village = replace(waiting, disclosed=(record("X02", day, "2026-Q4"),))
        found = [duty for duty in duties(village, Schedule(PLAIN, date(2027, 1, 20))) if duty.code == "X02"]
        assert [duty.standing for duty in found] == [standing]


def test_a_row_without_a_day_of_its_own_goes_by_the_rule_and_a_stricter_rule_goes_before_it() -> None:
    """Of what comes with the program; days that a county wrote itself hold."""
    own = {
        "catalog.yaml": "CK03: {时限: 20日}\nSZ03: {时限天数: 25}\n".encode(),
        "law/province.yaml": b"at_once_days: 4\nquarterly_day: 12\nreply_days: 3\n",
    }
    packaged = load_packaged(packaged_files(), own)[0]
    rows = ("CW05", "CW15", "GC02", "TD03", "CK03", "CK05", "SZ03", "HM05")
    events = tuple(record(code, "2026-05-30", event="2026-05-01") for code in rows[:4])
    catalog = {code: replace(packaged.catalog[code], core=True) for code in rows}
    village = Obliged(since=date(2026, 1, 1), disclosed=events)
    found = duties(village, Schedule(replace(packaged, catalog=catalog), date(2026, 6, 1)))
    assert {duty.code: duty.due and duty.due.isoformat() for duty in found} == {
        "CW05": "2026-05-05",
        "CW15": "2026-05-04",
        "GC02": "2026-05-04",
        "TD03": "2026-05-05",
        "CK03": "2026-04-20",
        "CK05": "2026-04-12",
        "SZ03": "2026-04-25",
        "HM05": "2026-04-10",
    }


def test_a_rule_in_working_days_is_stricter_where_its_usual_weeks_are_shorter() -> None:
    own = {"law/province.yaml": "at_once_days: {数值: 7, 天数类型: 工作日}\n".encode()}
    packaged = load_packaged(packaged_files(), own)[0]
    events = tuple(record(code, "2026-05-30", event="2026-06-01") for code in ("CW05", "CW16", "TD03"))
    found = duties(Obliged(since=date(2026, 1, 1), disclosed=events), Schedule(packaged, date(2026, 6, 2)))
    assert {duty.code: duty.due and duty.due.isoformat() for duty in found if duty.event} == {
        "CW05": "2026-06-06",
        "CW16": "2026-06-10",
        "TD03": "2026-06-10",
    }


def test_rows_are_asked_of_the_type_of_village_that_they_are_for() -> None:
    packaged = load_packaged(packaged_files(), {})[0]
    today, since = date(2027, 2, 1), date(2026, 1, 1)
    village, community = (
        {duty.code for duty in duties(Obliged(since=since, community=its), Schedule(packaged, today))}
        for its in (False, True)
    )
    assert village - community == {"HM06"}
    assert community < village


def test_every_duty_is_counted_once() -> None:
    found = duties(as_known(LIUWAN, date(2026, 10, 13)), Schedule(PLAIN, date(2026, 10, 13)))
    assert sum(counted(found).values()) == len(found)


def test_what_is_known_of_a_record_travels_as_plain_data() -> None:
    for one in (*LIUWAN.disclosed, *HEXI.disclosed):
        assert disclosed_of(one.to_plain()) == one


@pytest.mark.parametrize("today", ["0001-01-01", "2026-05-01", "9999-12-31"])
@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_slips_of_the_pen_stop_nothing(day: str, today: str) -> None:
    odd = date.fromisoformat(day)
    records = (
        record("CW05", "2026-01-01", event=day),
        record("CK02", "2026-01-01", "2999-12", off=odd, posted=odd),
        record("CK01", day),
    )
    packaged = replace(PLAIN, catalog={code: PLAIN.catalog[code] for code in ("CW05", "CK01", "SZ01")})
    for since in (None, odd):
        found = duties(
            Obliged(since=since, disclosed=records), Schedule(packaged, Today.of(date.fromisoformat(today)))
        )
        assert len(found) < 400


def test_what_is_kept_of_a_village_owes_the_same_and_its_records_are_read_only_for_that() -> None:
    for village in (LIUWAN, HEXI, replace(HEXI, since=None), Obliged()):
        kept = obliged_of(village.to_plain(), village.later.text)
        assert (kept.start, kept.to_plain(), kept.later) == (village.start, village.to_plain(), village.later)
        schedule = Schedule(PLAIN, date(2026, 7, 2))
        assert duties(kept, schedule) == duties(village, schedule)
        unread = obliged_of(village.to_plain(), b"no list")
        assert not village.start or unread.start == village.start
