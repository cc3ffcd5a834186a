import pickle
import re
from collections.abc import Callable
from dataclasses import FrozenInstanceError, asdict, field, fields, is_dataclass, replace
from dataclasses import dataclass as standard
from typing import Any, ClassVar

import pytest

from sunboard import lazy
from sunboard.compiled import Compiled
from sunboard.lazy import dataclass, regex


@dataclass(frozen=True, slots=True)
class Place:
    """A place."""

    path: str
    line: int = 0
    notes: list[str] = field(default_factory=list, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Far(Place):
    """One that is far away."""

    distance: int
    seen: dict[str, int] = field(default_factory=dict, init=False)


@dataclass(slots=True)
class Counter:
    """What changes."""

    count: int = 0

    def __post_init__(self) -> None:
        self.count += 1


@dataclass(frozen=True)
class Nothing:
    """No field."""


def test_values_are_made_compared_and_told_as_by_the_standard_library() -> None:
    place = Place("a", notes=["x"])
    assert (place.path, place.line, place.notes) == ("a", 0, ["x"])
    assert place == Place("a") == Place(path="a", line=0) != Place("b")
    assert place != Far(path="a", distance=3)
    assert len({place, Place("a"), Place("a", 1)}) == 2
    assert repr(Far(path="a", distance=3)) == "Far(path='a', line=0, distance=3, seen={})"
    assert Place("a").notes is not Place("a").notes
    assert Nothing() == Nothing()
    assert hash(Nothing()) == hash(Nothing())


@pytest.mark.parametrize("slots", [True, False])
@pytest.mark.parametrize("kw_only", [True, False])
def test_a_class_is_declared_as_by_the_standard_library(slots: bool, kw_only: bool) -> None:
    def declared(decorator: Callable[..., Any]) -> list[object]:
        @decorator(frozen=True, slots=slots, kw_only=kw_only)
        class Below:
            """What stands below."""

            path: "str"
            line: "int" = 0
            notes: "list[str]" = field(default_factory=list, compare=False)

        @decorator(frozen=True, slots=slots)
        class Above(Below):
            """What stands above, and says a field anew."""

            line: "int" = 7
            own: "str" = field(default="x", kw_only=True)
            last: "str" = field(default="y", init=False)

        return [
            (
                [
                    (one.name, one.type, one.default, one.init, one.kw_only, one.compare)
                    for one in fields(cls)
                ],
                cls.__match_args__,
                cls.__qualname__,
                vars(cls).get("__slots__"),
                {name for name in vars(cls) if not name.startswith("_")},
                [getattr(cls, name, None) for name in ("line", "own", "last") if not slots],
            )
            for cls in (Below, Above)
        ]

    assert declared(dataclass) == declared(standard)


@pytest.mark.parametrize("said", [ClassVar[int], "ClassVar[int]"])
def test_what_a_class_says_for_all_instances_is_no_field(said: object) -> None:
    class Own:
        """One with something for all."""

        name: "str"
        most = 3

    Own.__annotations__["most"] = said
    made = dataclass(frozen=True, slots=True)(Own)

    @dataclass(frozen=True, slots=True)
    class Below(made):  # type: ignore[valid-type, misc]
        """One of them with a field more."""

        size: "int"

    assert [one.name for one in fields(made)] == ["name"]
    assert (Below("a", 2).most, vars(Below)["__slots__"]) == (3, ("size",))


def test_what_was_put_around_making_one_stays_however_many_are_made() -> None:
    @dataclass(frozen=True)
    class Own:
        name: str

    made, make = list[str](), Own.__init__

    def noted(self: Own, name: str) -> None:
        make(self, name)
        made.append(self.name)

    setattr(Own, "__init__", noted)  # noqa: B010 - a type checker forbids the plain way
    names = [str(number) for number in range(12)]
    assert [Own(name).name for name in names] == names == made


def test_the_standard_library_knows_them() -> None:
    far = Far(path="a", distance=3)
    assert is_dataclass(far)
    assert [one.name for one in fields(far)] == ["path", "line", "notes", "distance", "seen"]
    assert replace(Place("a", 2), line=1) == Place("a", 1)
    assert asdict(far) == {"path": "a", "line": 0, "notes": [], "distance": 3, "seen": {}}
    assert pickle.loads(pickle.dumps(far)) == far
    match Place("a", 7):
        case Place(path, line):
            assert (path, line) == ("a", 7)


def test_what_is_frozen_cannot_be_changed_and_what_is_not_has_no_hash() -> None:
    place, counter = Place("a"), Counter(3)
    with pytest.raises(FrozenInstanceError, match="path"):
        place.path = "b"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError, match="line"):
        del place.line
    with pytest.raises(AttributeError):
        object.__setattr__(place, "other", 1)
    counter.count += 1
    assert counter.count == 5
    with pytest.raises(TypeError):
        hash(counter)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Place(),  # type: ignore[call-arg]
        lambda: Place("a", 1, [], 2),  # type: ignore[call-arg]
        lambda: Far("a", distance=1, far=2),  # type: ignore[call-arg]
        lambda: Far("a", 1, [], 4),  # type: ignore[call-arg]
    ],
)
def test_what_is_missing_or_too_much_is_refused(make: Callable[[], object]) -> None:
    with pytest.raises(TypeError, match="__init__"):
        make()


def test_the_first_and_the_hundredth_instance_are_made_alike() -> None:
    @dataclass(frozen=True, slots=True)
    class Made:
        """One that is made many times."""

        name: str
        size: int = 3
        notes: list[str] = field(default_factory=list, kw_only=True)

        def __post_init__(self) -> None:
            self.notes.append(self.name)

    for at in range(100):
        assert Made(f"{at}") == Made(name=f"{at}", size=3, notes=[])
        assert (Made("a", 2).size, Made("a", notes=["b"]).notes) == (2, ["b", "a"])


def test_what_a_class_says_itself_stands() -> None:
    def of(decorator: Callable[..., Any]) -> Any:
        class Word:
            """A word."""

            text: str

            def __eq__(self, other: object) -> bool:
                return isinstance(other, type(self)) and self.text.lower() == other.text.lower()

            def __hash__(self) -> int:
                return hash(self.text.lower())

        Word.__annotations__["text"] = "str"
        return decorator(frozen=True, slots=True)(Word)

    for decorator in (standard, dataclass):
        word = of(decorator)
        assert {word("A"), word("a")} == {word("a")}


@pytest.mark.parametrize("tried", [True, False])
def test_an_expression_answers_as_a_compiled_one(tried: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lazy, "_TRIED", tried)
    word = regex(r"(?P<first>\w)\w*", re.ASCII)
    found = word.search("– abc")
    assert found is not None
    assert found["first"] == "a"
    assert word.sub("x", "ab cd") == "x x"
    assert [one[0] for one in word.finditer("ab cd")] == ["ab", "cd"]
    assert (word.pattern, word.groups) == (r"(?P<first>\w)\w*", 1)
    assert regex("A", re.IGNORECASE).fullmatch("a")
    with pytest.raises(re.error):
        regex("(").match("")


def test_how_instances_are_made_is_compiled_once_whichever_process_did_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def made() -> Any:
        @dataclass(frozen=True, slots=True)
        class Made:
            """One that is made many times."""

            name: "str"
            size: "int" = 3

        return [Made(f"{at}").size for at in range(9)]

    first, later = Compiled(), Compiled()
    monkeypatch.setattr(lazy, "compiled", lambda: first)
    assert made() == [3] * 9
    later.learn(first.take_new())
    monkeypatch.setattr(lazy, "compiled", lambda: later)
    assert made() == [3] * 9
    assert later.kept
    assert not later.take_new()


def test_an_expression_is_worked_out_once_whichever_process_did_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lazy, "_TRIED", True)
    first, later = Compiled(), Compiled()
    written = (r"(?P<day>\d+)[日号](?P<hour>[一-十]?)(x)?", re.MULTILINE)
    monkeypatch.setattr(lazy, "compiled", lambda: first)
    regex(*written).search("")
    later.learn(first.take_new())
    monkeypatch.setattr(lazy, "compiled", lambda: later)
    monkeypatch.setattr(lazy, "_code_of", lambda *written: pytest.fail(f"worked out {written} again"))
    found, standard = regex(*written).search("3日十x"), re.compile(*written)
    assert found is not None
    assert (found.re, found.re.groupindex) == (standard, standard.groupindex)
    assert (found.groupdict(), found.lastindex) == ({"day": "3", "hour": "十"}, 3)
    assert not later.take_new()
