"""The photographs of a village for its home page: found among its files, developed, and put beside its pages."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from sunboard.building.shared import VillageJob
from sunboard.contracts import Artifact, Order
from sunboard.engines.pictures import PictureBroken, develop
from sunboard.faults import fault
from sunboard.model.problem import Problem
from sunboard.model.view import Picture
from sunboard.settings.places import Village
from sunboard.typesetting.saying import Saying
from sunboard.viewing.attachments import WIDTHS, is_picture, sized_file

PHOTO_UNSHOWN = fault("photo-unshown")


_WHY = {
    "missing": {
        "what": "找不到这个文件",
        "what_en": "there is no such file",
        "cure": "把照片放进本村文件夹，文件名从本村文件夹写起，连扩展名一字不差，例如：照片/村口.jpg",
        "cure_en": "Put it into the village's folder and write its name from there on, with its ending, such as 照片/村口.jpg",
    },
    "large": {
        "what": "它大于 10 MB",
        "what_en": "it has more than 10 MB",
        "cure": "用画图或看图软件缩小，再存一次",
        "cure_en": "Make it smaller in any picture program and save it again",
    },
    "broken": {
        "what": "打不开，或者不是照片",
        "what_en": "it cannot be opened, or is no picture",
        "cure": "用看图软件打开，另存为 jpg（也可以用 png、webp、gif）；打不开的，重新拍",
        "cure_en": "Open it in a picture viewer and save it as jpg (or png, webp, gif); if that fails, take it anew",
    },
}


@dataclass(frozen=True, slots=True)
class Photos:
    """The photographs of a village: as its home shows them, their files, and what is wrong with the others."""

    pictures: tuple[Picture, ...] = ()
    artifacts: tuple[Artifact, ...] = ()
    problems: tuple[Problem, ...] = ()


def photos_of(job: VillageJob, village: Village, say: Saying) -> Photos:
    """Develop the photographs that a village's settings name; a file that is there, but was not opened (`render` is false), is no problem."""
    pictures: list[Picture] = []
    artifacts: list[Artifact] = []
    problems: list[Problem] = []
    for at, photo in enumerate(village.photos, 1):
        path = posixpath.normpath(f"{job.files.folder}/{photo.file}")
        data = job.files.files.get(path, b"")
        try:
            if not data or not is_picture(photo.file):
                raise PictureBroken(photo.file)
            sizes = develop(data, WIDTHS).sizes if job.render else ()
        except PictureBroken:
            sort = "large" if path in job.files.too_large else "broken" if data else "missing"
            problems.append(Problem(PHOTO_UNSHOWN, photo.at("file"), photo.file, _WHY[sort]))
            continue
        if not sizes:
            continue
        taken = (photo.where or "", say.day(photo.date.isoformat()) if photo.date else "")
        pictures.append(
            Picture(
                photo.caption or say("picture-of", title=village.name),
                tuple(sized_file(at, size.width) for size in sizes),
                tuple(size.width for size in sizes),
                sizes[-1].height,
                say("kind-comma").join(word for word in taken if word),
            )
        )
        artifacts += [
            Artifact(f"site/{job.slug}/{sized_file(at, size.width)}", size.data, "web", Order.ASSETS)
            for size in sizes
        ]
    return Photos(tuple(pictures), tuple(artifacts), tuple(problems))
