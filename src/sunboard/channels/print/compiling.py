"""From the data of a paper and a template of the theme to its PDF."""

from __future__ import annotations

from collections.abc import Mapping

from sunboard.contracts import Task
from sunboard.engines.typst_pages import Pdf, draw_pdf
from sunboard.model.plain import Values
from sunboard.theming import Theme


def to_pdf(
    data: Values, template: str, task: Task, theme: Theme, files: Mapping[str, bytes] | None = None
) -> Pdf:
    """Draw data with a template; `files` are shown in place of the task's own.

    Raises TypstFailure where the template does not compile.
    """
    source = "\n".join(theme.text(path) for path in ("print/lib.typ", "print/flow.typ", template))
    shown = {**data, "colours": theme.palette("print")}
    return draw_pdf(source, shown, task.dated, theme.fonts, task.files if files is None else files)
