"""The only door to Jinja2: a template and data become HTML.

Every value is escaped, and a name that nobody gave is an error.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from functools import lru_cache
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
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from sunboard.engines.compiled import compiled
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
    return Markup(html)


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


class _Context(Context):
    """What a template sees. None of its tools asks for the context, so that calls need not look for it."""

    def call(
        self, called: Tool, /, *given: Any, _loop_vars: Any = None, _block_vars: Any = None, **named: Any
    ) -> Any:
        """Call a tool or a macro; the names around the call are for those that ask for the context.

        Most macros are given values in their order, which nobody then needs to put in order.
        """
        if type(called) is not Macro or named or called.caller or called.catch_kwargs or called.catch_varargs:
            return called(*given, **named)
        return Markup(called._func(*given, *(missing,) * (called._argument_count - len(given))))


def _escaped(value: Any) -> str:
    """Return what a page shows for a value; most texts hold no sign of HTML and stay as they are."""
    is_plain = type(value) is Markup or (type(value) is str and not _MARKS.search(value))
    return value if is_plain else escape(value)


class _Code(CodeGenerator):
    """Writes templates as Python that escapes by `_escaped`: Jinja makes markup of each text for itself."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write("environment.escaped(")


class _Environment(Environment):
    """Jinja's own, quicker for plain data: a page asks a thousand maps for their keys."""

    context_class = _Context
    code_generator_class = _Code
    escaped = staticmethod(_escaped)

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
        )
        self.globals.update(templates.tools, **templates.steady)
        self._filled = _Filled(templates.steady)

    def getattr(self, held: Any, name: str) -> Any:
        """Return what a map holds under a name, or an attribute of anything else."""
        if type(held) is dict and name in held:
            return held[name]
        return super().getattr(held, name)

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        return super()._generate(self._filled.visit(source), name, filename, defer_init)


class _Filled(NodeTransformer):
    """Puts the answers of steady tools in the place of their calls."""

    def __init__(self, steady: Mapping[str, Tool]) -> None:
        self.steady = steady

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
