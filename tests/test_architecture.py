"""What the layers cannot say: one writer, nothing that remembers, one format."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from re import fullmatch

from tests.helpers.site import ROOT

PACKAGE = ROOT / "src" / "sunboard"
MODULES = {
    path.relative_to(PACKAGE).as_posix(): path.read_text("utf-8") for path in sorted(PACKAGE.rglob("*.py"))
}
WRITERS = {
    "building/placing.py": "how it appears whole, for the next one",
    "building/write.py": "the one writer of what is made and issued",
    "commands/new.py": "writes a new record for the clerk to fill in",
    "commands/new_village.py": "writes the settings of a new village for the clerk to fill in",
    "commands/template.py": "writes an empty workbook for the clerk to fill in",
    "commands/register.py": "restores a register that was lost",
    "engines/disk_folder.py": "puts published files into a folder",
    "engines/zip_files.py": "writes what is handed over",
    "engines/ssh_files.py": "writes on a host, not here",
    "publishers/ftp.py": "writes on a host, not here",
    "publishers/sftp.py": "writes on a host, not here",
    "publishing/memory.py": "writes down what was published",
}
WRITES = (
    "write_text|write_bytes|unlink|rename|rmdir|mkdir|touch|rmtree|move|copyfile|copytree|makedirs|symlink_to"
)
OS_WRITES = "replace|remove|rename|unlink|mkdir|makedirs|rmdir|open|link|symlink"
MUTATORS = "append|add|extend|update|setdefault|pop|popitem|clear|remove|insert|discard"
CONTAINERS = "list|dict|set|defaultdict|Counter|deque"


def test_every_line_reads_at_110_columns_as_the_formatter_left_it() -> None:
    """The linter passes over what stands behind `#`; people do not."""
    odd = [
        f"{path.relative_to(ROOT)}:{number}"
        for folder in ("src", "tests", "benchmarks")
        for path in (ROOT / folder).rglob("*.py")
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if len(line) > 110 or "# fmt: " + "skip" in line
    ]
    assert odd == []


def _writes(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        match node.func:
            case ast.Name(id="open") | ast.Attribute(value=ast.Name(id="io"), attr="open"):
                yield from (f"line {node.lineno}: open({mode})" for mode in _modes(node, 1))
            case ast.Attribute(value=ast.Name(id="os"), attr="open") if "os.O_RDONLY" in ast.unparse(node):
                pass
            case ast.Attribute(value=ast.Name(id="os"), attr=attr) if fullmatch(OS_WRITES, attr):
                yield f"line {node.lineno}: os.{attr}"
            case ast.Attribute(attr="open"):
                yield from (f"line {node.lineno}: .open({mode})" for mode in _modes(node, 0))
            case ast.Attribute(attr=attr) if fullmatch(WRITES, attr):
                yield f"line {node.lineno}: .{attr}"


def _modes(call: ast.Call, place: int) -> Iterator[str]:
    given = [
        *call.args[place : place + 1],
        *(keyword.value for keyword in call.keywords if keyword.arg == "mode"),
    ]
    for mode in given:
        if isinstance(mode, ast.Constant) and isinstance(mode.value, str) and set(mode.value) & set("wax+"):
            yield mode.value


def test_only_the_writers_write() -> None:
    found = {name: list(_writes(ast.parse(text))) for name, text in MODULES.items()}
    assert {name for name, writes in found.items() if writes} == {*WRITERS}, found


def test_the_writer_is_seen_to_write() -> None:
    """The measure itself."""
    assert list(_writes(ast.parse("open(p, 'w'); p.write_bytes(b''); os.replace(a, b); p.open(mode='ab')")))
    assert not list(
        _writes(ast.parse("open(p); open(p, 'rb'); text.replace(a, b); p.read_bytes(); p.open()"))
    )


def _containers(tree: ast.Module) -> set[str]:
    """Return the names at the top of a module that hold lists, dicts or sets."""
    names = set()
    for node in tree.body:
        given = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        match getattr(node, "value", None):
            case ast.List() | ast.Dict() | ast.Set() | ast.ListComp() | ast.DictComp() | ast.SetComp():
                names |= {target.id for target in given if isinstance(target, ast.Name)}
            case ast.Call(func=ast.Name(id=name)) if fullmatch(CONTAINERS, name):
                names |= {target.id for target in given if isinstance(target, ast.Name)}
    return names


def _changes(tree: ast.Module) -> Iterator[str]:
    held = _containers(tree)
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=attr)) if (
                name in held and fullmatch(MUTATORS, attr)
            ):
                yield f"line {node.lineno}: {name}.{attr}"
            case ast.Subscript(value=ast.Name(id=name), ctx=ast.Store() | ast.Del()) if name in held:
                yield f"line {node.lineno}: {name}[…]"
            case ast.AugAssign(target=ast.Name(id=name)) if name in held:
                yield f"line {node.lineno}: {name}"
            case ast.Global(names=names):
                yield f"line {node.lineno}: global {', '.join(names)}"


def test_modules_remember_nothing() -> None:
    found = {name: list(_changes(ast.parse(text))) for name, text in MODULES.items()}
    assert {name: changes for name, changes in found.items() if changes} == {}


def test_a_module_that_remembers_is_noticed() -> None:
    """The measure itself."""
    assert list(_changes(ast.parse("SEEN = {}\ndef f(x):\n    SEEN[x] = 1")))
    assert list(_changes(ast.parse("SEEN: list[str] = []\ndef f(x):\n    SEEN.append(x)")))
    assert not list(_changes(ast.parse("KNOWN = {1}\ndef f(x):\n    return x in KNOWN")))
