"""One village built from bytes, without a folder."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sunboard.building.jobs import Options, SiteInputs, TownshipInputs, VillageJob, VillageResult
from sunboard.building.village import build_village
from sunboard.parts import load_parts
from sunboard.reading.settings import read_village_settings
from sunboard.reading.sources import VillageFiles
from sunboard.settings.packaged import load_packaged, packaged_files
from sunboard.settings.places import Site, Township
from sunboard.theming import load_theme

HOME = "qingshi/liuwan"
TOWNSHIP = TownshipInputs(folder="qingshi", slug="qingshi", township=Township(name="青石镇"), lists={})


def inputs(today: date, only: str = "web") -> SiteInputs:
    """Return a county that builds one channel."""
    return SiteInputs(
        site=Site(title="云溪县村务公开", base_url="https://yx.example.com", sample=True),
        today=today,
        theme=load_theme("default", "zh"),
        packaged=load_packaged(packaged_files(), {})[0],
        lists={},
        fonts=(),
        options=Options(only=frozenset((only,))),
    )


def build_files(
    files: Mapping[str, bytes], register: Mapping[str, bytes] | None, site: SiteInputs, *, render: bool
) -> VillageResult:
    """Build a village; `files` are by their paths from the content folder, its settings among them."""
    return build_village(
        VillageJob(
            slug="liuwan",
            requested_slug="liuwan",
            settings=read_village_settings(files[f"{HOME}/village.yaml"], HOME),
            files=VillageFiles(HOME, files, {}, register or {}),
            site=site,
            township=TOWNSHIP,
            floor={},
            previous_digests={},
            previous_editions=(),
            render=render,
        ),
        load_parts(),
    )
