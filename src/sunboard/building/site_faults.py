"""What can be wrong with the county's settings, its townships and the addresses of its villages."""

from __future__ import annotations

from sunboard.faults import fault

SLUG_CLASH = fault("slug-clash")
ADDRESS_UNREACHABLE = fault("address-unreachable")
LAW_UNKNOWN = fault("law-unknown")
VILLAGE_GONE = fault("village-gone")
VILLAGE_UNKNOWN = fault("village-unknown")
THEME_MISSING = fault("theme-missing")
CODE_TWICE = fault("code-used-twice")
THEME_BROKEN = fault("theme-broken")
STRAY_ABOVE = {
    "/": (
        "不知道它是不是乡镇：里面没有 township.yaml",
        "it may be a township, but holds no township.yaml",
        "是乡镇的，在里面新建 township.yaml，写一行 名称: 青石镇；不是的，移到内容文件夹以外",
        "If it is one, make township.yaml in it with the line 名称: 青石镇; if not, move it out of the content folder",
    ),
    ".md": (
        "记录不能放在这里",
        "records do not belong here",
        "移到村文件夹里它那一类的文件夹，例如：青石镇/柳湾村/事项",
        "Move it into a village's folder, into that of its kind, such as qingshi/liuwan/matters",
    ),
    ".yml": (
        "扩展名是 .yml",
        "it ends in .yml",
        "是设置文件的，改名为 {stem}.yaml；不是的，移到内容文件夹以外",
        "Rename settings to {stem}.yaml; move anything else out of this folder",
    ),
    "": (
        "没有这个名字的设置文件",
        "there are no settings of that name",
        "设置文件的名字是 site.yaml、catalog.yaml、glossary.yaml、holidays.yaml、accounts.yaml：照着改名，或者移到内容文件夹以外",
        "Settings are named site.yaml, catalog.yaml, glossary.yaml, holidays.yaml, accounts.yaml: rename it, or move it out of the content folder",
    ),
}
"""What nobody reads at the top of the content folder, by its ending: why, and what to do, each in two languages."""
