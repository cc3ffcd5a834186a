"""Files that go with a record (domain notes, 8.1)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from sunboard.contracts import AnyRecord, Around, Enclosed, Finding, check, found
from sunboard.engines.pictures import is_picture
from sunboard.model.node import Place
from sunboard.model.problem import Severity, Words

LARGEST = 10 * 1024 * 1024
"""Bytes."""
PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif")
ALLOWED = (*PICTURES, ".pdf", ".ofd", ".doc", ".docx", ".xls", ".xlsx", ".et", ".wps", ".csv", ".txt")


def _files(record: AnyRecord) -> Iterator[tuple[Place, str, bool, Enclosed]]:
    """Yield each file with the place where it is named, the name written there, and whether it must be a picture."""
    named = [(part.at("file"), part.file, False) for part in record.fields.attachments]
    named += [(part.at("file"), part.file, True) for part in record.fields.photos]
    for (place, file, picture), enclosed in zip(named, record.enclosed, strict=False):
        yield place, file, picture, enclosed


_BESIDE = (
    "把文件拷到这份记录旁边（同一个文件夹），文件名一字不差，连扩展名一起写，例如：合同.pdf",
    "Copy the file into the folder of this record, and write its name exactly, with its ending, such as 合同.pdf",
)
_OUTSIDE = (
    "它在本村文件夹以外：把文件拷到这份记录旁边，这里只写文件名，例如：合同.pdf",
    "It lies outside the village's folder: copy it into the folder of this record and write its name alone, such as 合同.pdf",
)


@check(
    Severity.ERROR,
    zh=Words("找不到附件“{value}”", "{cure}"),
    en=Words("The file “{value}” is not there", "{cure_en}"),
)
def attachment_missing(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A file that a record names is not there.

    Its name is taken from the place of the record's own file; it lies in the village's folder and has 10 MB at most.

    Why: The page would offer a file that nobody can open.

    Source: how sunboard reads what is written.

        附件:
          - {标题: 施工合同, 文件: 合同.pdf}

    中文
    记录里写的附件或照片找不到。文件放在记录旁边（本村文件夹以内），写全文件名和扩展名，不大于 10 MB。

    为什么：网页上会出现一个点不开的附件。

    依据：sunboard 的写法约定。

        附件:
          - {标题: 施工合同, 文件: 合同.pdf}
    """
    for place, file, _, enclosed in _files(record):
        if not enclosed.size:
            outside = not enclosed.path.startswith("/".join(record.source.split("/")[:2]) + "/")
            cure, cure_en = _OUTSIDE if outside else _BESIDE
            yield found(place, file, cure=cure, cure_en=cure_en)


@check(
    Severity.ERROR,
    zh=Words(
        "附件“{value}”有 {size} MB，最多 10 MB",
        "照片用画图或看图软件缩小，扫描件用低一些的分辨率（200 dpi 够用）重新扫，再放进来",
    ),
    en=Words(
        "The file “{value}” has {size} MB; 10 MB at most are taken",
        "Make a picture smaller in any picture program; scan a paper at a lower resolution, 200 dpi will do",
    ),
)
def attachment_too_large(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A file that goes with a record has more than 10 MB. On a phone it would take minutes to open.

    Why: Villagers read on phones and pay for what they load.

    Source: sunboard: pages open on any phone.

        附件:
          - {标题: 施工合同, 文件: 合同.pdf}

    中文
    附件大于 10 MB，手机上半天打不开。

    为什么：村民用手机看，文件太大打不开，还费流量。

    依据：sunboard 的约定：网页在什么手机上都打得开。

        附件:
          - {标题: 施工合同, 文件: 合同.pdf}
    """
    for place, file, _, enclosed in _files(record):
        if enclosed.size > LARGEST:
            yield found(place, file, size=f"{enclosed.size / 1024 / 1024:.1f}")


_NO_ENCLOSURE = (
    "用原来的软件另存为 pdf 或图片；压缩包先解开",
    "Save it as pdf or as a picture; unpack an archive first",
)


@check(
    Severity.ERROR,
    zh=Words("“{value}”这种文件不能作附件", "{what}；能用的有：{allowed}"),
    en=Words(
        "“{value}” is a kind of file that cannot be published here", "{what_en}; these can: {allowed_en}"
    ),
)
def attachment_type(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A file that goes with a record is of a type that phones do not open or that may do harm; a photograph must be a picture.

    Why: Programs and macros in files may do harm, and a phone has nothing to open them with.

    Source: sunboard: files that any phone opens.

        附件:
          - {标题: 施工合同, 文件: 合同.pdf}

    中文
    附件的类型手机打不开，或者不安全；照片必须是图片。

    为什么：有的文件里能带程序，不安全；有的手机没有软件打开。

    依据：sunboard 的约定：附件在什么手机上都打得开。

        附件:
          - {标题: 施工合同, 文件: 合同.pdf}
    """
    for place, file, picture, _ in _files(record):
        allowed = PICTURES if picture else ALLOWED
        if posixpath.splitext(file.strip())[1].lower() not in allowed:
            endings = [ending[1:] for ending in allowed]
            what = (
                ("照片要用图片，别的文件写到“附件”里", "A photograph is a picture; other files go into 附件")
                if picture
                else _NO_ENCLOSURE
            )
            yield found(
                place,
                file,
                what=what[0],
                what_en=what[1],
                allowed="、".join(endings),
                allowed_en=", ".join(endings),
            )


@check(
    Severity.ERROR,
    zh=Words(
        "图片“{value}”打不开：没有传完整，或者其实是别的文件，或者像素太多（最多六千万）",
        "用看图软件打开它：能打开的，缩小后另存为 JPG 再放进来；打不开的，重新拍照或扫描",
    ),
    en=Words(
        "The picture “{value}” cannot be opened: it is not whole, is another kind of file, or has more than 60 million pixels",
        "Open it in a picture viewer: if that works, make it smaller and save it as JPG; if not, take or scan it anew",
    ),
)
def picture_broken(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A picture that goes with a record cannot be drawn: a part is missing, it is another kind of file, or it has more than 60 million pixels.

    Why: The page would show an empty frame where the proof should be.

    Source: sunboard: files that any phone opens.

        照片:
          - {文件: 施工现场.jpg, 说明: 施工现场}

    中文
    图片打不开：没有传完、文件坏了、其实是别的文件，或者超过六千万像素。

    为什么：网页上该有照片的地方会是空的。

    依据：sunboard 的约定：附件在什么手机上都打得开。

        照片:
          - {文件: 施工现场.jpg, 说明: 施工现场}
    """
    for place, file, _, enclosed in _files(record):
        if (
            enclosed.data
            and posixpath.splitext(file.strip())[1].lower() in PICTURES
            and not is_picture(enclosed.data)
        ):
            yield found(place, file)
