"""The photographs of a village on its home page."""

from __future__ import annotations

import pytest

from sunboard.viewing.files import PHOTO_UNSHOWN
from tests.building.test_village import VILLAGE, build
from tests.engines.test_pictures import SECRET, photo

HOME = "qingshi/liuwan"


def settings(file: str) -> dict[str, bytes]:
    written = f"照片:\n  - {{文件: {file}, 说明: 村口的老柳树, 日期: 2026-01-05}}\n".encode()
    return {f"{HOME}/village.yaml": VILLAGE + written}


@pytest.mark.parametrize("turned", [1, 6])
def test_a_photograph_stands_on_the_home_lazily_and_without_what_the_camera_wrote(turned: int) -> None:
    result = build(
        {**settings("照片/村口.jpg"), f"{HOME}/照片/村口.jpg": photo(turned=turned, comment=SECRET)}
    )
    made = {artifact.output: artifact.data for artifact in result.artifacts}
    page = made["site/liuwan/index.html"].decode()
    assert 'alt="村口的老柳树" loading="lazy"' in page
    assert "2026年1月5日" in page
    pictures = [data for output, data in made.items() if output.startswith("site/liuwan/files/")]
    assert len(pictures) == 2
    assert all(
        f'"{output.removeprefix("site/liuwan/")}"' in page
        or f"{output.removeprefix('site/liuwan/')} " in page
        for output in made
        if "/files/" in output
    )
    assert not any(SECRET.encode() in data or b"Exif" in data for data in pictures)
    assert PHOTO_UNSHOWN not in {problem.fault for problem in result.problems}


@pytest.mark.parametrize(
    ("file", "data"),
    [
        ("照片/没有.jpg", b""),
        ("照片/坏.jpg", b"no picture"),
        ("照片/村口.txt", photo()),
        ("../zhaowan/a.jpg", photo()),
    ],
)
def test_a_photograph_that_cannot_be_shown_is_pointed_out(file: str, data: bytes) -> None:
    result = build({**settings(file), **({f"{HOME}/{file}": data} if data else {})})
    problem = next(problem for problem in result.problems if problem.fault is PHOTO_UNSHOWN)
    assert (problem.value, problem.place.path) == (file, f"{HOME}/village.yaml")
    assert not [artifact for artifact in result.artifacts if artifact.output.startswith("site/liuwan/files/")]


def test_a_file_in_a_field_of_its_own_is_shown_as_photographs_are() -> None:
    record = (
        "---\n标题: 机动地在哪里\n目录编码: SZ02\n地块名: 河东机动地\n位置图: 图.jpg\n公开日期: 2026-01-05\n"
        "经办人: 陈守田\n监委会审核人: 吴月琴\n批准人: 何广仁\n审核日期: 2026-01-04\n---\n"
    )
    picture = photo(turned=1, comment=SECRET)
    result = build({f"{HOME}/资源/a.md": record.encode(), f"{HOME}/资源/图.jpg": picture})
    made = {artifact.output: artifact.data for artifact in result.artifacts}
    pictures = {output: data for output, data in made.items() if "/files/" in output}
    (home,) = {output.partition("files/")[0] for output in pictures}
    assert 'alt="位置图"' in made[f"{home}index.html"].decode()
    assert not any(SECRET.encode() in data for data in pictures.values())
