"""New village: the folders and settings that a village needs before its first record."""

from __future__ import annotations

import json
import re
from pathlib import Path

from sunboard.fields.declarations import names_of
from sunboard.reporting.words import load_words
from sunboard.settings.places import Village

VILLAGE = ("村", "社区", "village")
"""What stands in the place of a kind."""


def new_village(content: Path, places: str, language: str) -> tuple[int, str]:
    """Write the settings of a village, its township and its county where there are none; return what to tell.

    `places` is 县/乡镇/村, or 乡镇/村 where the county is there. A file that is there stays.
    """
    say = load_words(language)
    names = [name.strip() for name in re.split(r"[/\\／]", places) if name.strip()]
    has_county = (content / "site.yaml").is_file()
    if len(names) not in ((2, 3) if has_county else (3,)) or any(name.startswith(".") for name in names):
        return 2, say("village-how")
    county, township, village = ["", *names][-3:]
    home = next(
        (folder.parent for folder in sorted(content.glob("*/township.yaml")) if is_named(folder, township)),
        content / township,
    )
    there = next(
        (folder for folder in sorted(home.glob("*/village.yaml")) if is_named(folder, village)), None
    )
    if there:
        return 2, say("already-there", target=there)
    sort = "社区" if village.endswith("社区") else "村"
    texts = {
        content / "site.yaml": say("village-site", county=_plain(county)),
        home / "township.yaml": say("village-township", township=_plain(township)),
        home / village / "village.yaml": say("village-settings", village=_plain(village), sort=sort),
    }
    written = [path for path in texts if not path.exists()]
    for path in written:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(texts[path], "utf-8")
    files = "\n".join(f"  {path}" for path in written)
    return 0, say("village-written", files=files, village=home / village / "village.yaml", name=village)


def is_named(settings: Path, name: str) -> bool:
    """Tell whether settings are of a place of that name, slug or folder."""
    text = settings.read_text("utf-8", "replace")
    names = names_of(Village)
    keys = "|".join(map(re.escape, names["name"].names | names["slug"].names))
    return settings.parent.name == name or bool(
        re.search(rf"^(?:{keys})\s*[:：]\s*[\"']?{re.escape(name)}[\"']?\s*(?:#.*)?$", text, re.MULTILINE)
    )


def _plain(name: str) -> str:
    """Return a name as YAML reads it back."""
    return (
        name
        if re.fullmatch(r"[\w（）()·]+", name) and not name.isdigit()
        else json.dumps(name, ensure_ascii=False)
    )
