"""New: a ready template of a record, with the fields that it cannot do without."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from sunboard.contracts import Kind
from sunboard.disclosure import Disclosure
from sunboard.fields import Key, PartReader, TableReader, keys_of, names_of
from sunboard.parts import load_parts

_REVIEW = ("owner", "reviewer", "review_date", "approver", "publish_date")
_EXAMPLES = {
    "catalog": "目录编码，例如 CW05 会议决定、CK02 收支明细", "plain_summary": "用大白话说一句：什么事、多少钱、到哪天",
    "period": "例如 2026年一季度", "basis": "几条之间用、隔开", "rows": "或者写 明细文件: 表格.xlsx，表格放在这份文件旁边",
}  # fmt: skip


_SENTENCES = {
    "zh": {
        "no-kind": "没有“{kind}”这一类。可以写：{kinds}",
        "no-village": "在“{content}”里找不到村“{village}”。写村文件夹的名字，或者村名。",
        "there": "已经有了：{target}",
        "written": "写好了底稿：{target}\n填好空着的几项，再运行 sunboard check。",
    },
    "en": {
        "no-kind": "There is no kind “{kind}”. Use one of: {kinds}",
        "no-village": "There is no village “{village}” in “{content}”. Give its folder or its name.",
        "there": "There is one already: {target}",
        "written": "Written: {target}\nFill in what is empty, then run sunboard check.",
    },
}


def new_record(content: Path, kind_name: str, village: str, title: str, today: date, language: str) -> tuple[int, str]:
    """Write a template into a village's folder; return the exit code and what to tell the clerk. A file that is there stays.

    Without a village the template itself is what is told.
    """
    kinds, say = load_parts().kinds, _SENTENCES[language]
    kind = next((kind for kind in kinds.values() if kind_name in (kind.name, kind.zh, *kind.folders, *kind.label.values())), None)
    if kind is None:
        return 2, say["no-kind"].format(kind=kind_name, kinds=", ".join(kind.label.get(language, kind.zh) for kind in kinds.values()))
    if not village:
        return 0, template(kind, title, today)
    home = next((folder.parent for folder in sorted(content.glob("*/*/village.yaml")) if _is(folder, village)), None)
    if home is None:
        return 2, say["no-village"].format(content=content, village=village)
    wished = kind_name if kind_name in kind.folders else kind.folders[0]
    folder = next((home / name for name in kind.folders if (home / name).is_dir()), home / wished)
    target = folder / f"{today.isoformat()}-{_file_name(title or kind.zh)}.md"
    if target.exists():
        return 2, say["there"].format(target=target)
    folder.mkdir(parents=True, exist_ok=True)
    target.write_text(template(kind, title, today), "utf-8")
    return 0, say["written"].format(target=target)


def template(kind: Kind, title: str, today: date) -> str:
    """Return a template: required fields, and those that a published record needs, empty but for what is known."""
    lines = [
        "---",
        f"# {kind.zh}：冒号后面空一格再写；# 后面是说明，不会公开",
        *_lines(kind, title, today),
        "---",
        "",
        "正文写在这里，可以不写。",
        "",
    ]
    return "\n".join(lines)


def _lines(kind: Kind, title: str, today: date) -> Iterator[str]:
    known = {"title": title, "publish_date": today.isoformat()}
    wanted = [key for key in keys_of(kind.fields) if key.required or key.name in kind.required or (kind.needs_review and key.name in _REVIEW)]
    for key in sorted(wanted, key=lambda key: (key.name != "title", not hasattr(Disclosure, key.name))):
        yield f"{key.zh}: {known.get(key.name, '')}".rstrip() + (f"  # {_EXAMPLES[key.name]}" if key.name in _EXAMPLES else "")
        yield from _nested(key)
    if "plain_summary" in names_of(kind.fields) and "plain_summary" not in kind.required:
        yield f"大白话:  # {_EXAMPLES['plain_summary']}"


def _nested(key: Key) -> Iterator[str]:
    if isinstance(key.read, PartReader | TableReader):
        head = "  - " if isinstance(key.read, TableReader) else "  "
        for inner in keys_of(key.read.kind):
            if inner.required:
                yield f"{head}{inner.zh}:"
                head = "    " if isinstance(key.read, TableReader) else "  "


def _is(settings: Path, village: str) -> bool:
    text = settings.read_text("utf-8", "replace")
    return settings.parent.name == village or bool(
        re.search(rf"^(?:名称|村名|name|短名|slug)\s*[:：]\s*[\"']?{re.escape(village)}[\"']?\s*(?:#.*)?$", text, re.MULTILINE)
    )


def _file_name(title: str) -> str:
    return re.sub(r'[\\/:*?"<>|\s]+', "-", title).strip("-.")[:40] or "new"
