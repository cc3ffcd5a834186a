"""New village: the folders and settings that villages need before their first record."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from sunboard.building.naming import VillageName, without_space
from sunboard.building.site import known_villages
from sunboard.fields.written import half_width
from sunboard.lazy import dataclass, regex
from sunboard.model.file_types import TABLES
from sunboard.reading.settings import read_township_settings
from sunboard.reading.village_list import CODE, ListedVillage, ListUnreadable, read_list, village_of
from sunboard.reporting.words import Words, load_words
from sunboard.settings.places import COMMUNITY

VILLAGE = ("村", "社区", "village")
"""What stands in the place of a kind."""

_SEVERAL = regex("[，,、;；]")  # what people put between villages, or between a township and one


@dataclass(frozen=True, slots=True)
class Made:
    """What became of one village: the files that were written; none where it was there before."""

    listed: ListedVillage
    settings: Path
    written: tuple[Path, ...] = ()


def new_villages(content: Path, words: Sequence[str], language: str) -> tuple[int, str]:
    """Write the settings of villages, their townships and county where there are none; return what to tell.

    Each word is 县/乡镇/村, or 乡镇/村 where the county is there, a code of the village before it, or a file
    that lists villages. What is there stays, so that a list may be given again once it has grown.
    """
    say = load_words(language)
    listed: list[ListedVillage] = []
    for word in words:
        if listed and CODE.fullmatch(half_width(word)):
            listed[-1] = replace(listed[-1], code=half_width(word))
            continue
        if not word.lower().endswith(TABLES):
            listed.append(village_of(re.split(r"[/\\／]", word), word))
            continue
        try:
            listed += read_list(Path(word))
        except ListUnreadable as unreadable:
            return 2, say(f"villages-{unreadable.reason}", file=word)
    made, wrong = _made(content, listed, say)
    told = [
        *_told(made, say),
        *(say("villages-wrong", place=one.place, why=say(f"villages-{why}")) for one, why in wrong),
    ]
    return (2 if wrong or not listed else 0), "\n".join(told) or say("villages-how")


def _made(
    content: Path, listed: Iterable[ListedVillage], say: Words
) -> tuple[list[Made], list[tuple[ListedVillage, str]]]:
    """Write what is not there yet; return that with what was there, and what names no village, with why."""
    known = [*known_villages(content)]
    townships = _townships(content)
    made: list[Made] = []
    wrong: list[tuple[ListedVillage, str]] = []
    for one in listed:
        township = one.township or (next(iter(townships)) if len(townships) == 1 else "")
        has_county = one.county or (content / "site.yaml").is_file()
        if why := _reason(one, township, bool(has_county)):
            wrong.append((one, why))
            continue
        if there := next((village for village in known if _is(village, township, one.name)), None):
            made.append(Made(one, content / there.folder / "village.yaml"))
            continue
        folder = townships.setdefault(township, township)
        home = content / folder / one.name
        settings = home / "village.yaml"
        made.append(Made(one, settings, _written(content, one, township, content / folder, settings, say)))
        known.append(VillageName("", f"{folder}/{one.name}", one.name, township, ""))
    return made, wrong


def _is(village: VillageName, township: str, name: str) -> bool:
    """Tell whether a village is the one of a township that goes by a name."""
    own, above = village.places
    return without_space(name) in own and without_space(township) in above


def _townships(content: Path) -> dict[str, str]:
    """Return the folders of the townships by their names."""
    found = {}
    for path in sorted(content.glob("*/township.yaml")):
        settings = read_township_settings(path.read_bytes(), path.parent.name)
        found[settings.written("name") or path.parent.name] = path.parent.name
    return found


def _reason(one: ListedVillage, township: str, has_county: bool) -> str:
    """Return why a village cannot be made, or nothing."""
    if any(name.startswith(".") for name in (one.county, township, one.name)) or not one.name:
        return "how"
    if _SEVERAL.search(one.name):
        return "several"
    if not township:
        return "no-township"
    if not has_county:
        return "no-county"
    return "code" if one.code and not CODE.fullmatch(one.code) else ""


def _written(
    content: Path, one: ListedVillage, township: str, home: Path, settings: Path, say: Words
) -> tuple[Path, ...]:
    """Write the files of a village that are not there, and return them."""
    sort = COMMUNITY if one.name.endswith(COMMUNITY) else "村"
    phones = {"village-contact": one.contact_phone, "village-supervise": one.supervise_phone}
    texts = {
        content / "site.yaml": say("village-site", county=_plain(one.county)),
        home / "township.yaml": say("village-township", township=_plain(township)),
        settings: say(
            "village-settings",
            village=_plain(one.name),
            code=json.dumps(one.code) if one.code else "",
            sort=sort,
            door=say("community-door" if sort == COMMUNITY else "village-door"),
            phones=_phones(phones, say),
        ),
    }
    written = tuple(path for path in texts if not path.exists())
    for path in written:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(texts[path], "utf-8")
    return written


def _phones(phones: Mapping[str, str], say: Words) -> str:
    """Return the lines of the telephones; where none is known they are ready behind `# `."""
    lines = [say("village-phones")]
    lines += [f"  {say(name)}: {_plain(phone)}".rstrip() for name, phone in phones.items()]
    return "\n".join(lines if any(phones.values()) else (f"# {line}" for line in lines))


def _told(made: Sequence[Made], say: Words) -> list[str]:
    new = [one for one in made if one.written]
    old = [one for one in made if not one.written]
    told = []
    if new:
        files = "\n".join(f"  {path}" for one in new for path in one.written)
        blank = [one for one in new if not one.listed.code]
        told.append(say("villages-written", count=len(new), files=files))
        told += [say("villages-fill", settings=one.settings) for one in blank[:1]]
        told.append(say("villages-next", name=new[0].listed.name))
    if old:
        names = "\n".join(f"  {one.settings}" for one in old)
        told.append(say("villages-there", count=len(old), files=names))
    return told


def _plain(name: str) -> str:
    """Return a name as YAML reads it back."""
    return (
        name
        if re.fullmatch(r"[\w（）()·-]+", name) and not name.isdigit()
        else json.dumps(name, ensure_ascii=False)
        if name
        else ""
    )
