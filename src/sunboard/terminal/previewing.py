"""A preview on this computer until Ctrl-C."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from sunboard.reporting.words import load_words
from sunboard.terminal.clock import today_in_beijing
from sunboard.terminal.ending import safe_output, stop
from sunboard.terminal.speaking import as_typed
from sunboard.terminal.workers import pool

if TYPE_CHECKING:
    from sunboard.building.request import BuildRequest
    from sunboard.contracts import Parts


def preview(
    request: BuildRequest, parts: Parts, language: str, port: int | None, *, opens_browser: bool
) -> None:
    """Serve a preview until Ctrl-C; a port that is taken ends the command with a sentence."""
    from sunboard.building.manifest import section_names
    from sunboard.commands.serve import Serving
    from sunboard.engines.folder_watch import watching
    from sunboard.serving.changes import Changes
    from sunboard.serving.events import Events
    from sunboard.serving.pages import labelled
    from sunboard.serving.server import HOST, Preview, open_server
    from sunboard.theming import BUILT_IN

    say, changes, events = load_words(language), Changes(), Events()
    serving = Serving(
        request=request,
        parts=parts,
        language=language,
        changes=changes,
        events=events,
        today=today_in_beijing,
        pool=lambda: pool(None),
        spoken=as_typed,
    )
    served = Preview(
        output=request.output,
        events=events,
        sections=labelled(section_names(parts.channels), say.texts),
        labels={name: say(f"serve-{name}") for name in ("held", "missing", "beside", "fold", "unfold")},
        looked_at=serving.look,
    )
    try:
        server = open_server(served, port)
    except OSError as error:
        stop("port", language, port=port, why=error.strerror or error)
    address = f"http://{HOST}:{server.server_port}/"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(say("serve-open", address=address), file=safe_output(), flush=True)
    if opens_browser:
        import webbrowser

        webbrowser.open(address)
    try:
        with watching((request.content.resolve(), BUILT_IN), changes.note):
            serving.run()
    except KeyboardInterrupt:
        print(as_typed(say("serve-stopped")), file=safe_output())
    finally:
        events.close()
        server.shutdown()
