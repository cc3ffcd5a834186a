"""The only door to Jinja2: a template and data become HTML.

Every value is escaped, and a name that nobody gave is an error.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import field
from functools import lru_cache
from keyword import iskeyword as is_keyword
from typing import Any

from jinja2 import (
    BaseLoader,
    BytecodeCache,
    Environment,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
    nodes,
)
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from sunboard.compiled import compiled
from sunboard.engines.template_broken import TemplateBroken
from sunboard.lazy import dataclass, regex

Tool = Callable[..., Any]
_MARKS = regex("[&<>'\"]")


@dataclass(frozen=True, slots=True)
class Templates:
    """Files by path, and what they may call; those of one digest are the same, and are compiled once.

    A tool that is `steady` gives the same for the same words: where a template calls it with words of its
    own, that is done when it is compiled.
    """

    digest: str
    files: Mapping[str, bytes] = field(compare=False)
    tools: Mapping[str, Tool | str] = field(default_factory=dict, compare=False)
    steady: Mapping[str, Tool] = field(default_factory=dict, compare=False)


def draw_html(templates: Templates, template: str, data: Mapping[str, Any]) -> str:
    """Fill one of the templates with plain data.

    Raises TemplateBroken for a mistake of syntax, and jinja2's own errors where a template does not fit its
    data: a bug of the theme.
    """
    try:
        return _environment(templates).get_template(template).render(data)
    except TemplateSyntaxError as error:
        raise TemplateBroken(error.name or template, error.lineno) from None


def safe(html: str) -> str:
    """Mark HTML of our own making, so that no template escapes it again."""
    return str.__new__(Markup, html)


def escaped(text: str) -> str:
    """Return a text as HTML that a page shows for it."""
    return str(escape(text))


class _Files(BaseLoader):
    """Templates out of files by path."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return a template's text, its name, and that it never changes."""
        if template not in self.files:
            raise TemplateNotFound(template)
        return self.files[template].decode(), template, lambda: True


class _Compiled(BytecodeCache):
    """Finds and notes the code of the templates of one digest; Jinja compares their texts."""

    def __init__(self, digest: str) -> None:
        self.digest = digest

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template its code, where it is known."""
        if code := compiled().find(f"{self.digest} {bucket.key}"):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Note the code of a template."""
        compiled().add({f"{self.digest} {bucket.key}": bucket.bytecode_to_string()})


def _escaped(value: Any) -> str:
    """Return what a page shows for a value; most texts hold no sign of HTML and stay as they are."""
    if type(value) is str:
        return escape(value) if _MARKS.search(value) else value
    return value if type(value) is Markup else escape(value)


def _joined(values: tuple[Any, ...]) -> str:
    """Return values as one text, markup where one of them is, which Jinja asks of each."""
    types = {*map(type, values)}
    if types == {str}:
        return "".join(values)
    return safe("".join(map(_escaped, values))) if Markup in types else "".join(map(str, values))


def _called(macro: Macro) -> Tool:
    """Return what calls a macro, which Jinja itself does in three functions for each call."""
    if macro.explicit_caller or macro.catch_kwargs or macro.catch_varargs:
        return macro
    drawn, names, count, encloses = macro._func, macro.arguments, macro._argument_count, macro.caller

    def called(*given: Any, caller: Tool | None = None, **named: Any) -> str:
        values = given
        if named:
            values += tuple([named.pop(name, missing) for name in names[len(given) :]])
        elif len(given) < count:
            values += (missing,) * (count - len(given))
        if named or len(values) > count or encloses is (caller is None):  # Jinja says what is wrong
            return macro(*values, **named, **({"caller": caller} if caller else {}))
        return str.__new__(Markup, drawn(*values, caller) if encloses else drawn(*values))

    return called


def _enclosed(drawn: Callable[[], str]) -> Tool:
    """Return what draws the words between `call` and `endcall`."""
    return lambda: str.__new__(Markup, drawn())


class _Code(CodeGenerator):
    """Writes templates as Python that asks less than Jinja's own: a page has a thousand keys and values.

    A map is asked for a key where the key is named. None of our tools wants the context: they and macros are
    called as they are. A text is escaped by `_escaped`: Jinja makes markup of each for itself.
    """

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        """Begin with the names of what is called most."""
        for name in ("escaped", "called", "enclosed", "joined"):
            self.writeline(f"{name} = environment.{name}")
        super().visit_Template(node, frame)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        """Write how a map is asked for a key, or anything else for an attribute."""
        self.write(f"(held[{node.attr!r}] if type(held := ")
        self.visit(node.node, frame)
        self.write(f") is dict and {node.attr!r} in held else environment.getattr(held, {node.attr!r}))")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        """Write the call of a tool or a macro."""
        if node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for given in node.args:
            self.visit(given, frame)
            self.write(", ")
        for named in node.kwargs:
            self.write(f"**{{{named.key!r}: " if is_keyword(named.key) else f"{named.key}=")
            self.visit(named.value, frame)
            self.write("}, " if is_keyword(named.key) else ", ")
        self.write("caller=caller)" if forward_caller else ")")

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:
        """Write how values become one text."""
        self.write("joined((")
        for value in node.nodes:
            self.visit(value, frame)
            self.write(", ")
        self.write("))")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """Write a macro as what calls it; most of what stands between `call` and `endcall` takes nothing."""
        asks = macro_ref.accesses_caller or macro_ref.accesses_kwargs or macro_ref.accesses_varargs
        if isinstance(macro_ref.node, nodes.CallBlock) and not macro_ref.node.args and not asks:
            self.write("enclosed(macro)")
            return
        self.write("called(")
        super().macro_def(macro_ref, frame)
        self.write(")")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write("escaped(")


class _Names(dict[str, Any]):
    """What a template may name; anything else is missing."""

    def __missing__(self, name: str) -> object:
        return missing


class _Context(Context):
    """What a page is drawn with: all that it names stands in one map, which answers without Jinja."""

    def __init__(
        self, environment: Environment, parent: dict[str, Any], *given: Any, globals: object
    ) -> None:
        super().__init__(
            environment, _Names(parent), *given
        )  # no globals: those of all templates are the same
        self.vars = self.parent
        self.resolve_or_missing = self.vars.__getitem__  # type: ignore[assignment,method-assign]


class _Environment(Environment):
    """Jinja's own, quicker for plain data and for templates that share all that they may call."""

    code_generator_class = _Code
    context_class = _Context
    escaped = staticmethod(_escaped)
    called = staticmethod(_called)
    enclosed = staticmethod(_enclosed)
    joined = staticmethod(_joined)

    def __init__(self, templates: Templates) -> None:
        super().__init__(
            loader=_Files(templates.files),
            autoescape=True,
            undefined=StrictUndefined,
            auto_reload=False,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            optimized=False,  # it looks for what is constant, which our templates have filled in by then
            bytecode_cache=_Compiled(templates.digest),
            cache_size=-1,  # a theme has few
        )
        self.globals.update(templates.tools, **templates.steady)
        # Jinja asks at each use of a filter whether the page is drawn asynchronously
        self.filters = {name: getattr(tool, "__wrapped__", tool) for name, tool in self.filters.items()}
        self._filled = _Filled(templates.steady)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return what a template may call: what all may, since nobody gives one of its own."""
        return self.globals

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        return super()._generate(self._filled.visit(source), name, filename, defer_init)


class _Filled(NodeTransformer):
    """Puts the answers of steady tools in the place of their calls, and an `else` where there is none."""

    def __init__(self, steady: Mapping[str, Tool]) -> None:
        self.steady = steady

    def visit_CondExpr(self, choice: nodes.CondExpr) -> nodes.Node:
        """Return a choice that gives an empty text where it has nothing else to give."""
        self.generic_visit(choice)
        choice.expr2 = choice.expr2 or nodes.Const("")
        return choice

    def visit_Call(self, call: nodes.Call) -> nodes.Node:
        """Return what a call gives, where that is known already."""
        self.generic_visit(call)
        tool = self.steady.get(call.node.name) if isinstance(call.node, nodes.Name) else None
        words = [given.value for given in call.args if isinstance(given, nodes.Const)]
        if tool is None or len(words) < len(call.args) or call.kwargs or call.dyn_args or call.dyn_kwargs:
            return call
        return nodes.Const(tool(*words), lineno=call.lineno)


@lru_cache(maxsize=8)
def _environment(templates: Templates) -> Environment:
    return _Environment(templates)
