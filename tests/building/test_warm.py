from __future__ import annotations

from sunboard.building.warm import VILLAGES, Warmth


def test_what_two_builds_ask_for_is_made_once_and_what_the_last_did_not_is_forgotten() -> None:
    warmth, made = Warmth(), list[str]()

    def build(*keys: str, ends: bool = True) -> None:
        village = warmth.of("a/b")
        for key in keys:
            village.once(key, lambda key=key: made.append(key))  # type: ignore[misc]
        if ends:
            warmth.end("a/b")

    build("picture", "table")
    build("picture", ends=False)  # it gave way before it came to the table
    build("picture", "table")
    assert made == ["picture", "table"]
    build("picture")
    build("picture", "table")
    assert made == ["picture", "table", "table"]


def test_whoever_is_in_a_hurry_gets_what_was_made_of_an_equal_thing() -> None:
    village = Warmth().of("a/b")
    assert village.settled("灯", (1, 2), lambda: "first") == "first"
    assert village.hurried("灯", (1, 2), lambda: "second") == "first"
    assert village.hurried("灯", (1, 3), lambda: "second") == "second"
    assert village.settled("灯", (1, 3), lambda: "third") == "third"


def test_only_the_villages_built_last_are_kept() -> None:
    warmth, folders = Warmth(), [str(number) for number in range(VILLAGES)]
    for folder in (*folders, "0", "one more"):
        warmth.of(folder)
        warmth.end(folder)
    assert [folder for folder in folders if folder not in warmth] == ["1"]
    assert "one more" in warmth


def test_a_village_is_known_once_a_build_of_it_came_to_its_end() -> None:
    warmth = Warmth()
    warmth.of("a/b")
    assert "a/b" not in warmth
    warmth.end("a/b")
    warmth.of("a/b")  # another is under way, and has what the first made
    assert "a/b" in warmth
