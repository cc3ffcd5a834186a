"""What to do about a line that YAML cannot read, in words of people who never heard of YAML. Chinese, then English."""

TOO_MUCH = (
    "这里写得太多：明细放进表格文件，长的文字放进正文",
    "There is too much here: keep rows in a table, and long text below the fields",
)
TOO_DEEP = (
    "括号或缩进套了太多层：删去多余的，最多套 20 层",
    "Brackets or indentation are nested too deeply: 20 levels at most",
)
LOOK = (
    "看看冒号后面有没有空一格、引号是不是成对、行首有没有对齐；内容里有特殊符号的，整个内容用引号括起来",
    "See whether a space follows the colon, quotation marks are closed and the line is aligned; "
    "a value with special signs in it goes into quotation marks",
)
_SPECIAL = (
    "内容以特殊符号开头：整个内容用引号括起来",
    "The value begins with a special sign: put it in quotation marks",
)
CURES: tuple[tuple[str, str, str], ...] = (
    (
        "quoted scalar",
        "引号没有收尾：在行末补上引号，或者去掉开头的引号",
        "A quotation mark is not closed: add one at the end of the line, or remove the first",
    ),
    (
        "simple key",
        "这一行没有冒号：写成“名称: 内容”，冒号后面空一格；如果是接着上一行写的，行首空两格",
        "There is no colon: write a name, a colon, a space and the value; if it goes on with the line above, begin it with two spaces",
    ),
    (
        "flow ",
        "括号没有收尾，或者里面少了逗号、冒号：每个 [ 配一个 ]，每个 { 配一个 }，例如 {标题: 施工合同, 文件: 合同.pdf}",
        "A bracket is not closed, or a comma or colon is missing inside: each [ needs its ] and each { its }, as in {标题: 施工合同, 文件: 合同.pdf}",
    ),
    (
        "mapping values",
        '内容里有冒号的，整个内容用引号括起来，例如 大白话: "说明: 三月开工"；行首空格多了的，和上一行对齐',
        'A value with a colon in it goes into quotation marks, as in 大白话: "说明: 三月开工"; a line indented too far is to be aligned',
    ),
    ("cannot start any token", *_SPECIAL),
    ("alias", *_SPECIAL),
    ("anchor", *_SPECIAL),
    (
        "expected key",
        "这一行没有和上面几行对齐：同一级的各行，行首的空格一样多",
        "The line is not aligned with those above: lines of one level begin with equally many spaces",
    ),
)
"""What the parser says in its own words (a part of it), and the cure."""
