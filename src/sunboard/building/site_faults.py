"""What can be wrong with the county's settings, its townships and the addresses of its villages."""

from __future__ import annotations

from sunboard.model.problem import Fault, Severity, Words

SLUG_CLASH = Fault(
    "slug-clash",
    Severity.ERROR,
    zh=Words(
        "“{value}”这个短名有两处在用：{first} 和 {second}",
        "在 {file} 里另写一个短名，例如：短名: {value}2（小写字母和数字，十二个以内，全县不重复）",
    ),
    en=Words(
        "The slug “{value}” is used twice: by {first} and by {second}",
        "Write another into {file}, for instance: 短名: {value}2 (up to twelve lower-case letters and digits, used nowhere else)",
    ),
    manual="""Two villages or townships would have the same address. Nothing is built until one of them has another slug.

Why: One of the two places would lie over the other.

Source: sunboard keeps every public number for ever, so that no code on a wall dies.

    短名: liuwan

中文
两个村（或乡镇）的网址会一样。先给其中一个换一个短名，再重新生成。

为什么：两个地方的网页会互相盖住。

依据：sunboard 的约定：公开号永不改变，墙上的二维码一直能用。

    短名: liuwan
""",
)
ADDRESS_UNREACHABLE = Fault(
    "address-unreachable",
    Severity.WARNING,
    zh=Words(
        "网址“{value}”外面的人打不开，公开栏、屏幕和二维码都没有做",
        "换成正式的网址，例如：网址: https://gk.mycounty.gov.cn；只是试用的，加一行 样例: 是",
    ),
    en=Words(
        "Nobody outside can open “{value}”, so no boards, slides or codes were made",
        "Give the real address, such as 网址: https://gk.mycounty.gov.cn; for a trial add a line: 样例: 是",
    ),
    manual="""A code on a wall leads to `base_url` for years. An address of this computer, of an inner network or of example.com reaches nobody,
so boards and slides are not made with it, and pages and sheets carry no code.

Why: A sheet hangs for years; whoever scans a code that leads nowhere never tries again.

Source: sunboard: a code on a wall must lead somewhere.

    网址: https://gk.mycounty.gov.cn

中文
墙上的二维码要用好多年。本机、内网或 example.com 的网址别人打不开，所以不做公开栏和屏幕，网页和张贴纸上也不印二维码。

为什么：纸一贴就是好几年，扫不开的二维码，村民以后就不再扫了。

依据：sunboard 的约定：墙上的二维码一定要打得开。

    网址: https://gk.mycounty.gov.cn
""",
)
LAW_UNKNOWN = Fault(
    "law-unknown",
    Severity.WARNING,
    zh=Words(
        "content/law 里没有“{value}”，这一行不起作用",
        "把本省的参数写成 law/{value}.yaml；用全国的规定就删去这一行",
    ),
    en=Words(
        "There is no “{value}” in content/law; this line does nothing",
        "Write the province's numbers into law/{value}.yaml, or remove this line",
    ),
    manual="""`law` in site.yaml names a file of legal parameters that is not in the folder `law`.
What stands there is read by itself, whatever this line says; without it the national numbers hold.

Why: The county would take its posting days and quorums for the province's, and they are the nation's.

Source: how sunboard reads what is written.

    content/law/province.yaml
    法规: province

中文
site.yaml 的“法规”写了一个名字，law 文件夹里没有这个文件。law 文件夹里的参数都会自动读取，不用写这一行；没有文件，就照全国的规定。

为什么：县里会以为张贴天数、到会人数用的是本省的规定，其实用的是全国的。

依据：sunboard 的写法约定。

    content/law/province.yaml
    法规: province
""",
)
VILLAGE_GONE = Fault(
    "village-gone",
    Severity.WARNING,
    zh=Words(
        "发过公开号的村“{value}”，内容里没有它的文件夹了；以前发布的网页原样留着",
        "从备份把“{value}”的文件夹（连同里面的 register）放回来；墙上的二维码还指着这些网页",
    ),
    en=Words(
        "The village “{value}” has issued numbers but has no folder any more; its published pages are left alone",
        "Put the folder of “{value}” back from a copy, with its folder register: codes on walls lead to these pages",
    ),
    manual="""`villages.csv` remembers a village that has issued public numbers, and the content has no folder for it.
What was published of it stays in the output folder, but a build into an empty folder cannot make it again.

Why: Codes on walls still lead to these pages.

Source: sunboard keeps every public number for ever, so that no code on a wall dies.

    qingshi/liuwan/village.yaml
    qingshi/liuwan/register/2026-0007.1.json

中文
villages.csv 里记着这个村发过公开号，可是内容里找不到它的文件夹。以前生成的网页不会删，但换一个空的输出文件夹就做不出来了。

为什么：墙上的二维码还指着这些网页。

依据：sunboard 的约定：公开号永不改变，墙上的二维码一直能用。

    qingshi/liuwan/village.yaml
    qingshi/liuwan/register/2026-0007.1.json
""",
)
VILLAGE_UNKNOWN = Fault(
    "village-unknown",
    Severity.ERROR,
    zh=Words("没有短名叫“{value}”的村", "--village 后面写村的短名（网址里的那一段），是这几个之一：{known}"),
    en=Words("No village has the slug “{value}”", "Give --village one of these slugs: {known}"),
    manual="""The village named on the command line is not in the content. Slugs are what stands in the addresses; nothing was built.

Why: Building something else than what was asked for would help nobody.

Source: how sunboard reads what is written.

    sunboard build --village liuwan

中文
命令里写的村找不到。要写短名，就是网址里的那一段。什么都没有生成。

为什么：没有找到要做的村，就什么都不做。

依据：sunboard 的写法约定。

    sunboard build --village liuwan
""",
)
THEME_MISSING = Fault(
    "theme-missing",
    Severity.ERROR,
    zh=Words("没有名叫“{value}”的主题", "改成 主题: default，或者把主题文件夹放到 content/themes 里"),
    en=Words(
        "There is no theme “{value}”", "Write 主题: default, or put the theme's folder into content/themes"
    ),
    manual="""The theme named in `site.yaml`, or one that it extends, is neither built in nor in `content/themes`.

Why: Without it no page can be drawn.

Source: how sunboard reads what is written.

    主题: default

中文
site.yaml 里写的主题（或它所依据的主题）找不到。

为什么：没有主题，网页画不出来。

依据：sunboard 的写法约定。

    主题: default
""",
)
CODE_TWICE = Fault(
    "code-used-twice",
    Severity.ERROR,
    zh=Words(
        "行政区划代码“{value}”和 {first} 的一样",
        "两个村核对一下，各写自己的12位代码；村文件夹是复制来的，里面的 register 文件夹也要删去",
    ),
    en=Words(
        "The division code “{value}” is that of {first} too",
        "Compare both, and give each village its own code of 12 digits; in a copied folder also delete the folder register",
    ),
    manual="""Two villages have the same division code, which is what the county remembers a village by. Nothing is built until one is mended.

Why: The county remembers by this code which numbers a village has given.

Source: sunboard keeps every public number for ever, so that no code on a wall dies.

    行政区划代码: 629901001001

中文
两个村写了同一个行政区划代码。全县的登记按这个代码认村，先改正再生成。

为什么：全县靠这个代码记住每个村发过哪些号。

依据：sunboard 的约定：公开号永不改变，墙上的二维码一直能用。

    行政区划代码: 629901001001
""",
)
THEME_BROKEN = Fault(
    "theme-broken",
    Severity.ERROR,
    zh=Words("主题文件“{value}”读不了", "请做主题的人改正这个文件；先用自带的，写 主题: default"),
    en=Words(
        "The theme's file “{value}” cannot be read", "Have its maker mend it; meanwhile write 主题: default"
    ),
    manual="""A file of the theme is written in a way that cannot be read. Nothing is built with it.

Why: Pages made with half a theme would be wrong in ways that nobody sees.

Source: sunboard writes whole sites only.

    theme: default

中文
主题里有一个文件写法有误，读不出来。先用自带的主题，改好了再换回来。

为什么：用半个主题做出来的网页，错在哪里谁也看不出来。

依据：sunboard 的约定：只写完整的网站。

    主题: default
""",
)
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
