"""New village: the folders and settings that a village needs before its first record."""

from __future__ import annotations

import json
import re
from pathlib import Path

VILLAGE = ("村", "社区", "village")
"""What stands in the place of a kind."""

_SITE = {
    "zh": """# 全县共用的设置。每行写“名称: 内容”，冒号用半角，后面空一格；# 后面是说明。
标题: {county}村务公开
网址: https://gk.example.com      # 网站以后放在哪里，问乡镇；二维码里就是这个网址
样例: 是                          # 练习的时候写；正式使用时删去这一行
""",
    "en": """# Settings of the whole county. Write `key: value`; what follows # is a note.
title: {county}
base_url: https://gk.example.com  # where the site will stand; it is what codes carry
sample: yes                       # while you practise; delete this line for real use
language: en
""",
}
_TOWNSHIP = {
    "zh": """名称: {township}
# 联系方式:                       # 村里没有写的，用这里的
#   咨询电话:
#   监督电话:
""",
    "en": """name: {township}
# contacts:                       # used where a village gives none
#   contact_phone:
#   supervise_phone:
""",
}
_OF_VILLAGE = {
    "zh": """名称: {village}
行政区划代码:                     # 12位，加引号，例如 "629901101201"
# 短名: liuwan                    # 网址里用的拼音，12个字母以内；不写就用代码的后六位。定了就不要再改，墙上的二维码认它
类型: {sort}
# 村民小组: 1组、2组、3组
# 电话:
#   咨询电话:
#   监督电话:
公开栏:
  - 名称: main                    # 用字母
    尺寸: 1200x900mm              # 量一量墙上的栏：宽x高
    地点: {village}村部门口
屏幕:
  - 名称: hall
    尺寸: 1920x1080               # 电视的像素；没有屏幕的，删去这几行
    地点: 便民服务站大厅
""",
    "en": """name: {village}
code:                             # 12 digits, quoted, such as "629901101201"
# slug: liuwan                    # stands in addresses; the last six digits of the code when left out. Never change it: codes on walls carry it
type: {sort}
# groups: 1组、2组、3组
# phones:
#   contact_phone:
#   supervise_phone:
boards:
  - name: main                    # letters
    size: 1200x900mm              # width x height of the board on the wall
    place: at the door of the village office
screens:
  - name: hall
    size: 1920x1080               # pixels; delete these lines where there is no screen
    place: in the service hall
""",
}
_SENTENCES = {
    "zh": {
        "how": "写上乡镇和村，第一次还要写县：new 村 云溪县/青石镇/柳湾村",
        "there": "已经有了：{target}",
        "written": "写好了：\n{files}\n打开 {village}，填上行政区划代码，再写第一份：new 事项 {name} 路灯维修",
    },
    "en": {
        "how": "Give township and village, the first time also the county: new village 云溪县/青石镇/柳湾村",
        "there": "There is one already: {target}",
        "written": "Written:\n{files}\nFill in the code in {village}, then write the first record: new matter {name} TITLE",
    },
}


def new_village(content: Path, places: str, language: str) -> tuple[int, str]:
    """Write the settings of a village, and of its township and county where they have none; return the exit code and what to tell.

    `places` is 县/乡镇/村, or 乡镇/村 where the county is there. A file that is there stays.
    """
    say = _SENTENCES[language]
    names = [name.strip() for name in re.split(r"[/\\／]", places) if name.strip()]
    has_county = (content / "site.yaml").is_file()
    if len(names) not in ((2, 3) if has_county else (3,)) or any(name.startswith(".") for name in names):
        return 2, say["how"]
    county, township, village = ["", *names][-3:]
    home = next(
        (folder.parent for folder in sorted(content.glob("*/township.yaml")) if is_named(folder, township)),
        content / township,
    )
    there = next(
        (folder for folder in sorted(home.glob("*/village.yaml")) if is_named(folder, village)), None
    )
    if there:
        return 2, say["there"].format(target=there)
    sort = "社区" if village.endswith("社区") else "村"
    texts = {
        content / "site.yaml": _SITE[language].format(county=_plain(county)),
        home / "township.yaml": _TOWNSHIP[language].format(township=_plain(township)),
        home / village / "village.yaml": _OF_VILLAGE[language].format(village=_plain(village), sort=sort),
    }
    written = [path for path in texts if not path.exists()]
    for path in written:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(texts[path], "utf-8")
    files = "\n".join(f"  {path}" for path in written)
    return 0, say["written"].format(files=files, village=home / village / "village.yaml", name=village)


def is_named(settings: Path, name: str) -> bool:
    """Tell whether settings are of a place of that name, slug or folder."""
    text = settings.read_text("utf-8", "replace")
    keys = "名称|村名|name|短名|slug"
    return settings.parent.name == name or bool(
        re.search(rf"^(?:{keys})\s*[:：]\s*[\"']?{re.escape(name)}[\"']?\s*(?:#.*)?$", text, re.MULTILINE)
    )


def _plain(name: str) -> str:
    """Return a name as YAML reads it back."""
    return (
        name
        if re.fullmatch(r"[\w（）()·]+", name) and not name.isdigit()
        else json.dumps(name, ensure_ascii=False)
    )
