"""What can be wrong with a village's register."""

from __future__ import annotations

from sunboard.model.problem import Fault, Severity, Words

REGISTER_CONFLICT = Fault(
    "register-conflict",
    Severity.ERROR,
    zh=Words(
        "登记册里的“{value}”{what}；本村照旧显示已知的内容，暂不发新号",
        "{cure}",
    ),
    en=Words(
        "“{value}” in the register {what_en}; the village goes on showing what is known and issues nothing",
        "{cure_en}",
    ),
    manual="""A file of the register cannot be read, has a strange name, or contradicts another: for instance
two computers that both issued 2026-0007.

A number never changes its meaning by itself. The village goes on showing what is known and issues nothing,
until a person has said which of the two records keeps the number.

Why: Sheets with this number hang on walls already; it must go on meaning the same.

Source: sunboard keeps every public number for ever, so that no code on a wall dies.

    sunboard register settle liuwan 2026-0007 --keep qingshi/liuwan/matters/修路公示.md

中文
登记册里有一份文件读不了、名字不对，或者和别的文件、和已发布的网页对不上，例如两台电脑都发了 2026-0007。

公开号从不自己改变意思。本村照旧显示已知的内容，不发新号，直到有人说明这个号归哪一份记录。

为什么：印着这个号的纸已经贴出去了，号的意思不能变。

依据：sunboard 的约定：公开号永不改变，墙上的二维码一直能用。

    sunboard register settle liuwan 2026-0007 --keep qingshi/liuwan/matters/修路公示.md
""",
)
REGISTER_LOST = Fault(
    "register-lost",
    Severity.ERROR,
    zh=Words(
        "登记册不全：缺 {count} 个号（{value}）；本村照旧显示已知的内容，暂不发新号",
        "把 register 文件夹从备份放回来；没有备份的，用已发布的网站重建：sunboard register restore 网站文件夹 --village {village}",
    ),
    en=Words(
        "The register is incomplete: numbers are missing ({value}, {count} in all); the village goes on showing what is known and issues nothing",
        "Put the folder “register” back from a copy, or rebuild it from the published site: sunboard register restore SITE --village {village}",
    ),
    manual="""The register lacks numbers that were given: `villages.csv`, the published site or a gap in the numbers tells. Nothing is issued.

Why: A number given twice would lead half of the sheets on the walls to a wrong page.

Source: sunboard keeps every public number for ever, so that no code on a wall dies.

    sunboard register restore output/site --village liuwan

中文
登记册里缺了已经发过的号（villages.csv、已发布的网站或断号可以看出来）。再发号就会重号，所以暂不发号。
把 register 文件夹放回来，或者用已发布的网站重建。

为什么：同一个号发两次，墙上一半的二维码就会指错地方。

依据：sunboard 的约定：公开号永不改变，墙上的二维码一直能用。

    sunboard register restore output/site --village liuwan
""",
)
SLUG_CHANGED = Fault(
    "slug-changed",
    Severity.ERROR,
    zh=Words(
        "本村的{what}在登记册里是“{was}”，现在写的是“{value}”；已经印出去的二维码认的是原来的",
        "改回“{was}”；如果这个文件夹是从别的村复制来的，删去其中的 register 文件夹",
    ),
    en=Words(
        "The register knows this village's {what_en} as “{was}”, now it is “{value}”; codes already printed lead to the old one",
        "Change it back to “{was}”; in a folder copied from another village, delete the folder “register”",
    ),
    manual="""The village's slug or division code differs from the register's. Codes on paper lead to the old address, so it never changes.
A folder copied from another village carries that village's register: delete the folder `register` in the copy.

Why: Every code printed so far carries the old address.

Source: sunboard keeps every public number for ever, so that no code on a wall dies.

    短名: liuwan

中文
本村的短名或行政区划代码和登记册不一致。墙上的二维码认原来的地址，所以地址不跟着改。
如果是复制了别的村的文件夹，删去复制出来的 register 文件夹。

为什么：已经印出去的二维码里，写的都是原来的地址。

依据：sunboard 的约定：公开号永不改变，墙上的二维码一直能用。

    短名: liuwan
""",
)

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
