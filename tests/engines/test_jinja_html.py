"""Templates: everything is escaped, and a missing name is an error."""

from __future__ import annotations

import jinja2
import pytest

from sunboard.compiled import Compiled, compiled
from sunboard.engines.jinja_html import (
    Templates,
    _environment,
    draw_html,
    safe,
)


def theme(digest: str = "1", **files: str) -> Templates:
    return Templates(digest, {f"{name}.html": text.encode() for name, text in files.items()})


def test_values_are_escaped_and_our_own_html_is_not() -> None:
    made = draw_html(theme("escaping", a="{{ x }} {{ y }}"), "a.html", {"x": "<b>{{ 1 }}", "y": safe("<i>")})
    assert made == "&lt;b&gt;{{ 1 }} <i>"


def test_signs_of_html_are_escaped_in_whatever_stands_for_a_text() -> None:
    made = draw_html(
        theme("signs", a="{% macro m(x) %}<p>{{ x }}{% endmacro %}{{ m(x) }}{{ n }}{{ none }}"),
        "a.html",
        {"x": "a & 'b' \"c\"", "n": 3, "none": None},
    )
    assert made == "<p>a &amp; &#39;b&#39; &#34;c&#34;3None"


def test_a_name_that_nobody_gave_is_an_error() -> None:
    with pytest.raises(jinja2.UndefinedError):
        draw_html(theme("missing", a="{{ x }}"), "a.html", {})


def test_a_template_that_the_theme_lacks_is_an_error() -> None:
    with pytest.raises(jinja2.TemplateNotFound):
        draw_html(theme("none"), "a.html", {})


def test_templates_extend_others_of_their_own_theme() -> None:
    files = {
        "base": "[{% block x %}{% endblock %}]",
        "a": '{% extends "base.html" %}{% block x %}{{ x }}{% endblock %}',
    }
    assert draw_html(theme("one", **files), "a.html", {"x": "1"}) == "[1]"
    assert (
        draw_html(theme("two", **{**files, "base": "({% block x %}{% endblock %})"}), "a.html", {"x": "1"})
        == "(1)"
    )


def test_steady_tools_are_asked_once_when_the_template_is_compiled() -> None:
    asked = []

    def say(name: str) -> str:
        asked.append(name)
        return f"<{name}>"

    files = {
        "a.html": b'{% import "b.html" as b %}{{ say("x") }}{{ b.m() }}{{ say(y) }}',
        "b.html": b'{% macro m() %}{{ say("z") }}{% endmacro %}',
    }
    templates = Templates("steady", files, steady={"say": say})
    for _ in range(2):
        assert draw_html(templates, "a.html", {"y": "y"}) == "&lt;x&gt;&lt;z&gt;&lt;y&gt;"
    assert sorted(asked) == ["x", "y", "y", "z"]


def test_the_keys_of_a_map_come_before_what_every_map_has() -> None:
    held = {"items": "1", "rows": [{"keys": "2"}]}
    made = draw_html(theme("maps", a="{{ x.items }}{{ x.rows[0].keys }}"), "a.html", {"x": held})
    assert made == "12"


def test_macros_take_values_by_place_and_by_name_and_what_stands_between_call_and_endcall() -> None:
    text = """
    {%- macro pair(x, y="-", class="") %}<{{ class }}{{ x }}{{ y }}>{% endmacro %}
    {%- macro frame(x, y="") %}[{{ x }}{{ y }}{{ caller() }}]{% endmacro %}
    {%- macro many(x) %}{{ x }}{{ varargs|length }}{{ kwargs.n }}{% endmacro %}
    {{- pair("&") }}{{ pair("a", "b") }}{{ pair(y="b", x="a") }}
    {{- pair("a", class="c") }}{{ pair(*["a", "b"]) }}
    {%- call frame(x) %}{{ x }}{% endcall %}{% call frame("a", y="b") %}{% endcall %}
    {{- many("a", 1, 2, n=3) }}"""
    made = draw_html(theme("macros", a=text), "a.html", {"x": "<"})
    assert made == "<&amp;-><ab><ab><ca-><ab>[&lt;&lt;][ab]a23"
    with pytest.raises(TypeError, match="takes not more than 1 argument"):
        draw_html(theme("full", a="{% macro m(x) %}{% endmacro %}{{ m(1, 2) }}"), "a.html", {})
    with pytest.raises(TypeError, match="takes no keyword argument 'y'"):
        draw_html(theme("named", a="{% macro m(x) %}{% endmacro %}{{ m(1, y=2) }}"), "a.html", {})
    with pytest.raises(TypeError, match="two values for the special caller argument"):
        draw_html(theme("body", a="{% macro m(x) %}{% endmacro %}{% call m(1) %}{% endcall %}"), "a.html", {})
    with pytest.raises(jinja2.UndefinedError, match="No caller defined"):
        draw_html(theme("alone", a="{% macro m() %}{{ caller() }}{% endmacro %}{{ m() }}"), "a.html", {})
    with pytest.raises(jinja2.UndefinedError, match="parameter 'x' was not provided"):
        draw_html(theme("less", a="{% macro m(x) %}{{ x }}{% endmacro %}{{ m() }}"), "a.html", {})
    with pytest.raises(jinja2.UndefinedError):
        draw_html(theme("lost", a="{{ x.none.y }}"), "a.html", {"x": {}})


def test_a_template_is_compiled_once_whichever_process_did_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a text nor the answer of a steady tool is taken for another's: both belong to the digest."""
    first = Templates("kept", {"a.html": b"{{ say('x') }}{{ y }}"}, steady={"say": str.upper})
    assert draw_html(first, "a.html", {"y": 1}) == "X1"
    code = {name: code for name, code in compiled().take_new().items() if name.startswith("kept ")}
    assert len(code) == 1
    later = Compiled()
    later.learn(code)
    monkeypatch.setattr("sunboard.engines.jinja_html.compiled", lambda: later)
    _environment.cache_clear()
    again = Templates("kept", first.files, steady={"say": lambda word: pytest.fail(f"compiled {word} again")})
    assert draw_html(again, "a.html", {"y": 2}) == "X2"
    assert later.take_new() == {}
    _environment.cache_clear()
    edited = Templates("kept", {"a.html": b"<{{ y }}>"})
    assert draw_html(edited, "a.html", {"y": 3}) == "<3>"
    assert later.take_new()


def test_texts_are_joined_and_only_what_was_markup_stays_so() -> None:
    made = draw_html(
        theme("joined", a="{{ x ~ 1 ~ '<' }}{{ safe(x) ~ '<' }}"), "a.html", {"x": "<b>", "safe": safe}
    )
    assert made == "&lt;b&gt;1&lt;<b>&lt;"
