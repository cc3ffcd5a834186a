"""Templates: everything is escaped, and a missing name is an error."""

from __future__ import annotations

import jinja2
import pytest

from sunboard.engines.jinja_html import Templates, draw_html, safe


def theme(digest: str = "1", **files: str) -> Templates:
    return Templates(digest, {f"{name}.html": text.encode() for name, text in files.items()})


def test_values_are_escaped_and_our_own_html_is_not() -> None:
    made = draw_html(theme("escaping", a="{{ x }} {{ y }}"), "a.html", {"x": "<b>{{ 1 }}", "y": safe("<i>")})
    assert made == "&lt;b&gt;{{ 1 }} <i>"


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
