"""Dataclasses and regular expressions that are compiled at their first use, for everybody in this program.

A process defines some hundreds of each while it is imported, and uses half of them. The standard library
compiles every expression there and then, and six functions a class: that was a third of the time of a build
after one edit. What an expression was compiled into is kept from one process to the next. Whoever reads or
checks a module takes these for the standard ones.
"""

from __future__ import annotations

import dataclasses
import marshal
import re
import sys
from collections.abc import Callable
from operator import attrgetter
from reprlib import recursive_repr
from types import MemberDescriptorType
from typing import TYPE_CHECKING, Any, cast

from sunboard.compiled import compiled

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
    from re import compile as regex

    __all__ = ["dataclass", "regex"]
else:

    def dataclass(
        *, frozen: bool = False, slots: bool = False, kw_only: bool = False, eq: bool = True
    ) -> Callable[[type[Any]], type[Any]]:
        """Make a class a dataclass, as the standard decorator does."""

        def made_of(cls: type[Any]) -> type[Any]:
            own = {*vars(cls)}
            cls.__doc__ = cls.__doc__ or cls.__name__  # else one is made, slowly, of its signature
            make = _declared if _TRIED and _says_fields_alone(cls) else _as_ever
            made = make(cls, slots, kw_only)
            methods = {"__init__": _first_init(made), "__repr__": _repr}
            if eq:
                methods |= _compared(made, hashed=frozen)
            methods |= {**_FROZEN, **_pickled(made)} if frozen else {}
            for name, method in methods.items():
                if name not in own:
                    setattr(made, name, method)
            return made

        return made_of

    class regex:
        """A regular expression; its methods are those of the compiled one."""

        def __init__(self, text: str, flags: int = 0) -> None:
            self._written = text, flags

        def __getattr__(self, name: str) -> Any:
            """Compile it at the first question of a sort, and keep the answer to it."""
            answer = getattr(_compiled(*self._written), name)
            setattr(self, name, answer)
            return answer

    def _compiled(text: str, flags: int) -> re.Pattern[str]:
        """Do as `re.compile` does, from its code where that is known: to work it out is nearly all of it."""
        if not _TRIED:
            return re.compile(text, flags)
        import _sre

        name = f"expression {flags:d} {text}"
        code = marshal.loads(compiled().made(name, lambda: marshal.dumps(_code_of(text, flags))))
        return _sre.compile(text, *code)

    def _code_of(text: str, flags: int) -> tuple[object, ...]:
        """Return what `re.compile` gives to its engine: flags, code, groups, and these by name and number."""
        from re import _compiler, _parser

        told = _parser.parse(text, flags)
        names = told.state.groupdict
        numbers = {number: name for name, number in names.items()}
        by_number = tuple(numbers.get(number) for number in range(told.state.groups))
        code = [*map(int, _compiler._code(told, flags))]
        return int(flags | told.state.flags), code, told.state.groups - 1, names, by_number


_TRIED = sys.implementation.name == "cpython" and sys.version_info < (3, 14)
"""Whether this Python was tried: none promises how `re` hands an expression to its engine, nor what makes a
field of `dataclasses` one of the plain sort."""


def _as_ever(cls: type[Any], slots: bool, kw_only: bool) -> type[Any]:
    """Make a class a dataclass without methods, by the standard decorator."""
    return dataclasses.dataclass(cls, init=False, repr=False, eq=False, slots=slots, kw_only=kw_only)


def _says_fields_alone(cls: type[Any]) -> bool:
    """Tell whether all annotations of a class are texts that declare fields."""
    said = vars(cls).get("__annotations__", {}).values()
    return all(isinstance(one, str) and "Var" not in one and "KW_ONLY" not in one for one in said)


def _declared(cls: Any, slots: bool, kw_only: bool) -> Any:
    """Do as `_as_ever` does, which asks of each annotation, with expressions, whether it declares a field."""
    own, known, taken = {**vars(cls)}, dict[str, Any](), set[str]()
    for base in cls.__mro__[-1:0:-1]:
        known |= vars(base).get("__dataclass_fields__", {})
        taken |= {*vars(base).get("__slots__", ())}
    for name, said in own.get("__annotations__", {}).items():
        given = own.pop(name, dataclasses.MISSING)
        one: Any = given if isinstance(given, dataclasses.Field) else dataclasses.field(default=given)
        one.name, one.type, one._field_type = name, said, _PLAIN
        if one.kw_only is dataclasses.MISSING:
            one.kw_only = kw_only
        known[name] = one
        if not slots and one.default is not dataclasses.MISSING:
            setattr(cls, name, one.default)
        elif not slots and name in vars(cls):
            delattr(cls, name)
    fields = [one for one in known.values() if one._field_type is _PLAIN]  # others are for all instances
    if slots:
        own = {name: one for name, one in own.items() if name not in ("__dict__", "__weakref__")}
        own["__slots__"] = tuple(one.name for one in fields if one.name not in taken)
        made = type(cls)(cls.__name__, cls.__bases__, own)
        made.__qualname__ = cls.__qualname__
        cls = made
    in_order = tuple(one.name for one in fields if one.init and not one.kw_only)
    told = {"__dataclass_fields__": known, "__dataclass_params__": _PARAMS, "__match_args__": in_order}
    for name, one in told.items():
        setattr(cls, name, one)
    return cls


_PLAIN = dataclasses._FIELD  # type: ignore[attr-defined]
_PARAMS = vars(_as_ever(type("Sample", (), {"__doc__": "A class without fields."}), False, False))[
    "__dataclass_params__"
]

_FEW = 4  # instances: to compile an `__init__` takes as long as to fill fifty without one


def _first_init(cls: type[Any]) -> Callable[..., None]:
    """Return an `__init__` that gives way to a compiled one where a class has more than a few instances."""
    asked, compiled = 0, None

    def __init__(self: object, *given: object, **named: object) -> None:
        nonlocal asked, compiled
        asked += 1
        if asked > _FEW or not _fill(self, given, named):
            compiled = compiled or _init_of(cls)
            if vars(cls)["__init__"] is __init__:  # else somebody put another around it
                cls.__init__ = compiled
            compiled(self, *given, **named)

    return __init__


def _fill(made: object, given: tuple[object, ...], named: dict[str, object]) -> bool:
    """Put values into the fields of an instance; tell whether they are those that its class asks for."""
    fields = dataclasses.fields(cast(Any, made))
    in_order = [one.name for one in fields if one.init and not one.kw_only]
    values = {**dict(zip(in_order, given, strict=False)), **named}
    if len(values) < len(given) + len(named) or not values.keys() <= {one.name for one in fields}:
        return False
    for one in fields:
        if one.name in values:
            value = values[one.name]
        elif one.default is not dataclasses.MISSING:
            value = one.default
        elif one.default_factory is not dataclasses.MISSING:
            value = one.default_factory()
        else:
            return False
        object.__setattr__(made, one.name, value)
    if hasattr(made, "__post_init__"):
        made.__post_init__()
    return True


def _init_of(cls: type[Any]) -> Callable[..., None]:
    """Compile the `__init__` of a dataclass: it puts each value into its slot, past what forbids it."""
    known: dict[str, Any] = {"__put": object.__setattr__, "__unset": dataclasses.MISSING}
    in_order, by_name, lines = ["self"], list[str](), list[str]()
    for at, one in enumerate(dataclasses.fields(cls)):
        parameter = value = one.name
        if one.default is not dataclasses.MISSING:
            known[f"__default{at}"] = one.default
            parameter = f"{one.name}=__default{at}"
        elif one.default_factory is not dataclasses.MISSING:
            known[f"__make{at}"] = one.default_factory
            parameter, value = f"{one.name}=__unset", f"__make{at}() if {one.name} is __unset else {one.name}"
        (by_name if one.kw_only or not one.init else in_order).append(parameter)
        slot = getattr(cls, one.name, None)
        if isinstance(slot, MemberDescriptorType):
            known[f"__set{at}"] = slot.__set__
            lines.append(f"__set{at}(self, {value})")
        else:
            lines.append(f"__put(self, {one.name!r}, {value})")
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    taken = ", ".join([*in_order, *(("*", *by_name) if by_name else ())])
    body = "".join(f"\n {line}" for line in lines or ["pass"])
    text, name = f"def __init__({taken}):{body}", cls.__qualname__
    # compiled first: Python takes Ctrl-C within what it executes as text for one that nobody heard
    code = compiled().made(f"function {name} {text}", lambda: marshal.dumps(compile(text, name, "exec")))
    exec(marshal.loads(code), known)
    return cast(Callable[..., None], known["__init__"])


def _compared(cls: type[Any], *, hashed: bool) -> dict[str, Any]:
    """Return how instances of a class are compared: by their fields; what can change has no hash."""
    names = [one.name for one in dataclasses.fields(cls) if one.compare]
    said = attrgetter(*names) if names else type

    def __eq__(self: object, other: object) -> bool:
        return said(self) == said(other) if other.__class__ is self.__class__ else NotImplemented

    def __hash__(self: object) -> int:
        return hash(said(self))

    return {"__eq__": __eq__, "__hash__": __hash__ if hashed else None}


@recursive_repr()
def _repr(self: Any) -> str:
    said = (f"{one.name}={getattr(self, one.name)!r}" for one in dataclasses.fields(self) if one.repr)
    return f"{type(self).__qualname__}({', '.join(said)})"


def _refuse(self: object, name: str, *value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _pickled(cls: type[Any]) -> dict[str, Any]:
    """Return how instances of a frozen class go to another process and come back: as values in order."""
    names = [one.name for one in dataclasses.fields(cls)]
    held = attrgetter(*names, *names[:1]) if names else lambda self: ()  # one more: a single one comes alone

    def __getstate__(self: object) -> tuple[object, ...]:
        return held(self)[:-1]

    def __setstate__(self: object, state: tuple[object, ...]) -> None:
        for name, value in zip(names, state, strict=True):
            object.__setattr__(self, name, value)

    return {"__getstate__": __getstate__, "__setstate__": __setstate__}


_FROZEN = {
    "__setattr__": _refuse,
    "__delattr__": _refuse,
}
