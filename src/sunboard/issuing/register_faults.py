"""What can be wrong with a village's register."""

from __future__ import annotations

from sunboard.faults import fault

REGISTER_CONFLICT = fault("register-conflict")
REGISTER_LOST = fault("register-lost")
SLUG_CHANGED = fault("slug-changed")

CURES = {
    "taken": (
        "多半是两台电脑各发了一次号。先备份整个文件夹，再由一个人决定这个号归谁：sunboard register settle {village} {number} --keep 那份记录的文件",
        "Two computers may have issued the same number. Copy the whole folder, then decide which record keeps the number: "
        "sunboard register settle {village} {number} --keep FILE-OF-THAT-RECORD",
    ),
    "unreadable": (
        "从备份放回这个文件；没有备份的，删掉它，再用已发布的网站重建：sunboard register restore 网站文件夹 --village {village}",
        "Put this file back from a copy; without one delete it and rebuild it from the published site: "
        "sunboard register restore SITE --village {village}",
    ),
    "strange": (
        "register 文件夹里只放 sunboard 自己写的文件：把“{name}”移到别处",
        "Only what sunboard writes belongs into the folder register: move “{name}” elsewhere",
    ),
}
"""What to do about a file of the register, by what is wrong with it."""
