"""What is told of people beside their names, and the look-alikes that tell nothing."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest

from sunboard.model.today import Today
from sunboard.privacy import people
from sunboard.privacy.people import Matter, may_name, may_name_in_tables, told_in_rows, told_in_text

TODAY = date(2026, 4, 20)
NAMED = ("序号", "姓名")


def _in_list(head: str, cell: str, title: str = "补助名单", named: str = "周建国") -> set[str]:
    rows = [("补助名单",), (*NAMED, head), ("1", named, cell)]
    return {told.matter.value for told in told_in_rows(rows, title, TODAY)}


@pytest.mark.parametrize(
    ("head", "cell", "matter"),
    [
        ("病种", "肾病", "illness"),
        ("备注", "胃癌手术", "illness"),
        ("残疾类别", "一", "illness"),
        ("原因（如实填写）", "肢体残疾二级", "illness"),
        ("救助原因", "妻子患病", "illness"),
        ("致贫原因", "缺劳力", "cause"),
        ("备注", "离异", "cause"),
        ("人员类别", "刑满释放", "cause"),
        ("年龄", "9", "child"),
        ("年 龄", "13周岁", "child"),
        ("年龄", "15", "minor"),
        ("出生年月", "2013年5月", "child"),
        ("出生日期", "2012-04-20", "minor"),
        ("出生日期", "2012-04-21", "child"),
        ("出生年", "2009", "minor"),
        ("家庭住址", "柳湾路12号3栋201室", "address"),
        ("地址", "3组18号", "address"),
        ("门牌号", "118", "address"),
        ("备注", "6岁", "child"),
        ("年级", "三年级", "child"),
        ("班级", "初二", "minor"),
        ("备注", "盲", "illness"),
        ("备注", "怀孕", "illness"),
        ("备注", "因病致贫", "cause"),
        ("备注", "单亲", "cause"),
        ("运输", "甘A8K321", "plate"),
        ("运输", "甘Ａ·８Ｋ３２１", "plate"),
        ("备注", "再生障碍性贫血", "illness"),
        ("备注", "听力三级残疾", "illness"),
        ("备注", "重度抑郁", "illness"),
        ("备注", "刑释人员", "cause"),
        ("备注", "信仰基督教", "cause"),
        ("备注", "小学三年级学生", "child"),
        ("备注", "幼儿园大班", "child"),
        ("对象类别", "孤儿", "child"),
        ("备注", "困境儿童", "child"),
        ("备注", "事实无人抚养儿童", "child"),
        ("备注", "高二在读", "minor"),
        ("备注", "住测溪村1组26号", "address"),
        ("备注", "幸福路18号2单元301室", "address"),
        ("说明", "2组18号", "address"),
        ("类别", "残疾人", "illness"),
        ("纳入原因", "因残", "illness"),
        ("残级", "一", "illness"),
        ("返贫风险", "因学", "cause"),
        ("就读学校", "柳湾小学", "child"),
    ],
)
def test_lists_of_people(head: str, cell: str, matter: str) -> None:
    heads = {"出生年": "出生"}
    assert _in_list(heads.get(head, head), cell) == {matter}


@pytest.mark.parametrize(
    ("head", "cell"),
    [
        ("年龄", "58"),
        ("年龄", "18"),
        ("出生年月", "1976-03"),
        ("分工", "负责信访、综治和社区矫正"),
        ("工作内容", "精神障碍患者随访"),
        ("培训项目", "两癌筛查"),
        ("金额", "800"),
        ("住址", "柳湾村3组"),
        ("地址", "省道303线旁"),
        ("备注", "一户两人"),
        ("备注", "精神文明户"),
        ("补贴项目", "残疾人两项补贴"),
        ("结果", "合格"),
        ("备注", "大病保险"),
        ("备注", "户主变更"),
        ("备注", "抚养孤儿1名"),
        ("备注", "孙女小学三年级学生"),
        ("备注", "小学退休教师"),
        ("备注", "留守儿童之家管理员"),
        ("备注", "高中文化"),
        ("备注", "3组2号机井"),
        ("备注", "1组5号田"),
        ("地块编号", "2组18号"),
        ("备注", "凭证03号"),
        ("备注", "因病请假"),
        ("事由", "精神障碍患者随访"),
        ("用途", "看望重病村民"),
        ("任教", "三年级语文"),
    ],
)
def test_lists_that_tell_nothing(head: str, cell: str) -> None:
    assert _in_list(head, cell) == set()


def test_degrees_in_a_list_of_the_disabled_are_those_of_a_disability() -> None:
    assert _in_list("等级", "一级", "残疾人补贴名单") == {"illness"}
    assert _in_list("等级", "一级", "护林员考核名单") == set()
    assert _in_list("等级", "一等奖", "残疾人运动会名单") == set()


def test_a_door_in_brackets_behind_a_name_is_told() -> None:
    assert _in_list("金额", "300", named="周建国（三组18号）") == {"address"}
    assert _in_list("金额", "300", named="周建国（三组）") == set()
    assert {told.matter.value for told in told_in_text("周建国（柳湾路18号）领取慰问金", TODAY)} == {
        "address"
    }


@pytest.mark.parametrize(
    ("cell", "matters"),
    [("车祸住院", {"illness"}), ("看望住院党员", set()), ("接送病人住院", set()), ("抢救古树", set())],
)
def test_a_reason_tells_of_whom_its_row_names_unless_it_was_for_others(cell: str, matters: set[str]) -> None:
    assert _in_list("事由", cell) == matters


def test_lists_of_young_people_are_known_by_their_names() -> None:
    assert _in_list("金额", "800", "2026年孤儿基本生活费发放名单") == {"child"}
    assert _in_list("金额", "800", "初中生助学金名单") == {"minor"}
    assert _in_list("金额", "800", "考上大学的学生助学金名单") == set()
    assert _in_list("金额", "800", "孤儿基本生活费", named="周某某") == set()
    assert _in_list("金额", "800", "孤儿基本生活费", named="青石镇人民政府") == set()


def test_a_list_of_givers_tells_what_they_gave_for() -> None:
    assert _in_list("用途", "资助孤儿，救助白血病患儿", "捐款名单") == set()
    assert _in_list("用途", "资助孤儿", "捐款发放名单") == {"child"}


def test_the_head_of_a_household_may_stand_in_place_of_a_child() -> None:
    def told(name: str, remark: str) -> set[str]:
        rows = [["姓名", "年级", "备注"], [name, "三年级", remark]]
        return {one.matter.value for one in told_in_rows(rows, "助学名单", TODAY)}

    assert told("张保国（未成年人1名）", "") == set()
    assert told("张保国（未成年人1名）", "尿毒症") == {"illness"}
    assert told("张小明（未成年人）", "") == told("张小明", "") == {"child", "minor"}


def test_tables_name_pupils_and_complainants_by_their_heads() -> None:
    def told(*rows: tuple[str, ...], title: str = "") -> set[str]:
        return {one.matter.value for one in told_in_rows(rows, title, TODAY)}

    assert told(("学生姓名", "学校"), ("周小明", "青石小学")) == {"minor"}
    assert told(("学生姓名", "学校"), ("周小明", "云溪大学"), title="大学生助学名单") == set()
    assert told(("反映人", "问题"), ("周建国", "路灯不亮")) == {"complainant"}
    assert told(("反映人", "问题"), ("村民", "路灯不亮")) == set()
    assert told(("司机", "车牌"), ("周建国", "甘A8K321")) == {"plate"}


def test_heads_may_be_known_already() -> None:
    (told,) = told_in_rows([("周建国", "癫痫")], "", TODAY, {0: "申请人", 1: "说明"})
    assert (told.matter, told.word, told.row, told.column) == (Matter.ILLNESS, "癫痫", 0, 1)


@pytest.mark.parametrize(
    ("text", "matters"),
    [
        ("看望了周建国，他因患尿毒症住院", ["illness"]),
        ("付周建国（3组）因胃癌住院慰问金500元", ["illness"]),
        ("村民周建国系社区矫正对象", ["cause"]),
        ("周建国刑满释放后回村", ["cause"]),
        ("周建国离婚分户", ["cause"]),
        ("严禁赌博，杜绝吸毒，帮教刑满释放人员", []),
        ("第一行\n举报人：周建国", ["complainant"]),
        ("反映人周建国说路灯不亮", ["complainant"]),
        ("已向举报人周建国当面说明", ["complainant"]),
        ("周建国举报：水费怎么定的", ["complainant"]),
        ("接到村民周建实名举报", ["complainant"]),
        ("村民周建国（尿毒症）申请救助", ["illness"]),
        ("付周建国肺癌救助款", ["illness"]),
        ("周建国肺癌救助", ["illness"]),
        ("妇女周建英已怀孕五个月", ["illness"]),
        ("周小明（青石小学三年级）获得助学金", ["child"]),
        ("高发肿瘤救助、农村大病补助", []),
        ("周建国已通知高血压病人体检", []),
        ("学生周小明（8岁）领到助学金", ["child"]),
        ("4月2日慰问了孤儿刘小满（9岁），送去书包", ["child"]),
        ("周小明，男，16岁", ["minor"]),
        ("周建国，家住3组45号，房屋加固", ["address"]),
        ("慰问了孤儿刘小满，送去书包", ["child"]),
        ("给留守儿童周小雨家送去棉衣", ["child"]),
        ("给留守儿童温暖，办留守儿童夏令营、留守儿童关爱活动", []),
        ("孤儿基本生活费，孤儿应享尽享，困境儿童安全排查", []),
        ("换灯的师傅住幸福路18号3单元502室", ["address"]),
        ("坏的灯在1组18号石大牛家门口", ["address"]),
        ("周转房2号楼3单元漏水，村民搬进去住", []),
        ("在3号桥头的何家门店旁", []),
        ("没有收到任何举报", []),
        ("由纪委信访室转来", []),
        ("高血压（糖尿病）患者", []),
        ("管理好糖尿病人，应对常见癌症", []),
        ("成年人满16岁，6岁以下儿童", []),
        ("建设物流产业园，交流产品", []),
        ("村委会住所不变，住房3间", []),
        ("租用鲁A12345小货车", ["plate"]),
        ("租用浙AD12345拉水泥", ["plate"]),
        ("高血压患者、精神障碍患者签约服务", []),
        ("为严重精神障碍患者办理监护补贴", []),
        ("张某某因患尿毒症住院", []),
        ("村民因患大病可以申请临时救助", []),
        ("举报人的信息严格保密", []),
        ("反映人：匿名", []),
        ("投诉人为群众", []),
        ("合同号鲁A2026号，发票12345678", []),
        ("方便患病群众，发放残疾证", []),
    ],
)
def test_running_text(text: str, matters: list[str]) -> None:
    assert [told.matter.value for told in told_in_text(text, TODAY)] == matters


def test_a_door_in_a_remark_is_told_once() -> None:
    rows = [(*NAMED, "备注"), ("1", "周建国", "住幸福路18号2单元301室")]
    assert [told.matter for told in told_in_rows(rows, "补助名单", TODAY)] == [Matter.ADDRESS]


def test_an_age_changes_on_the_birthday_and_nothing_before_depends_on_the_day() -> None:
    today = Today.of(date(2026, 3, 4))
    assert people._years("1990-05-20", today) == 35
    assert today.holds_until == date(2026, 5, 20)
    days = (date(2026, 1, 1) + timedelta(count) for count in range(0, 365, 3))
    for day, (month, of_month) in product(days, ((0, 0), (2, 29), (4, 31), (5, 0), (5, 20), (13, 1))):
        assert (day < people._birthday(day.year, month, of_month)) == (
            (day.month, day.day) < (month, of_month)
        )


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("村民周建国反映路灯坏了", ["周建国"]),
        ("3组王小妹反映垃圾桶太少", ["王小妹"]),
        ("3组水管员反映停水", []),
        ("3组高中生反映路灯不亮，2组何家湾反映路坏", []),
        ("3组何家旺反映路坏", ["何家旺"]),
        ("三组何家旺反映路坏，二队肖有根来电", ["何家旺", "肖有根"]),
        ("工作组何时来访", []),
        ("周建国同志您好，来信收到", ["周建国"]),
        ("周建国同志：您反映的路灯已修好。", ["周建国"]),
        ("各位村民：您们反映的路灯已修好，工作组同志：你们好", []),
        ("周建国来电询问医保", ["周建国"]),
        ("收到周英来信", ["周英"]),
        ("我是张建国，路灯什么时候修", ["张建国"]),
        ("本人是云顶组的张建国，我叫李明。", ["张建国", "李明"]),
        ("我是高中生，我是水费户，我是路过的，我是云顶组的", []),
        ("村民反映路灯坏了，有人问什么时候修", []),
        ("关于路灯问题的答复，高标准要求施工", []),
        ("您好，来信收到", []),
    ],
)
def test_who_asks_or_is_spoken_to_is_found_by_name(text: str, names: list[str]) -> None:
    assert [name for name, _ in people.askers_in(text)] == names


@pytest.mark.parametrize("name", ["肖有根", "覃立春", "付小兰", "代永福", "车长顺", "章小满"])
def test_a_cell_below_a_head_for_names_is_one_whatever_else_its_first_sign_begins(name: str) -> None:
    assert _in_list("备注", "肝癌", named=name) == {"illness"}


@pytest.mark.parametrize("named", ["合计", "小计", "其他", "一组", "同上", "代某某"])
def test_a_cell_below_a_head_for_names_that_sums_up_is_none(named: str) -> None:
    assert not _in_list("备注", "肝癌", named=named)


@pytest.mark.parametrize(
    ("text", "matters"),
    [
        ("三组黄桂生患尿毒症", {"illness"}),
        ("二队肖有根离婚", {"cause"}),
        ("3社覃小兰（11岁）", {"child"}),
        ("四组黄桂生举报水费", {"complainant"}),
        ("三组安排因病致贫监测，二组付款清单", set()),
        ("三组于三月因病致贫两户，二组常年因病致贫，一组连续因灾致贫三户", set()),
        ("一组向村里举报，三组管护员患病，二组边缘因病致贫", set()),
    ],
)
def test_a_name_in_a_text_may_have_its_group_before_it(text: str, matters: set[str]) -> None:
    assert {told.matter.value for told in told_in_text(text, TODAY)} == matters


@pytest.mark.parametrize(
    ("text", "matters"),
    [
        ("给肺癌患者秦小河送去救助金2000元", {"illness"}),
        ("慰问患尿毒症的村民秦小河。", {"illness"}),
        ("秦小河得了尿毒症，村里发起捐款", {"illness"}),
        ("秦小河说自己得了肝硬化没有出工", {"illness"}),
        ("村民秦小河的儿子患白血病", {"illness"}),
        ("秦小河的妻子是精神残疾二级", {"illness"}),
        ("二组秦小河今年查出胃癌", {"illness"}),
        ("秦小河长期透析，家里困难", {"illness"}),
        ("因秦小河中风瘫痪，不能出工", {"illness"}),
        ("秦小河为白血病孩子捐款500元", set()),
        ("村干部秦小河今年负责癌症筛查", set()),
        ("秦小河因为村里癌症筛查早出晚归", set()),
        ("秦小河的妻子负责癌症筛查登记", set()),
        ("高血压患者管理率，达到95%；患白血病的费用，按医保报销", set()),
        ("给留守儿童秦小苗送去书包一个", {"child"}),
        ("看望孤儿秦小苗和他的奶奶", {"child"}),
        ("资助8岁的秦小苗上学", {"child"}),
        ("资助16岁的秦小苗上学", {"minor"}),
        ("资助80岁的秦小苗住院", set()),
        ("一年级学生秦小苗的学费由村里出", {"child"}),
        ("给留守儿童关爱之家送书，为留守儿童于元旦送礼物", set()),
        ("小学学生方便上学，组织6岁的应届儿童入学", set()),
        ("秦小河家有一名重度精神病患者", {"illness"}),
        ("秦小河之子患有自闭症", {"illness"}),
        ("残疾人秦小河（视力一级）领取轮椅", {"illness"}),
        ("秦小河怀孕六个月，免除出工", {"illness"}),
        ("对患有艾滋病的秦小河落实政策", {"illness"}),
        ("张大山、秦小河两人均患肺结核", {"illness"}),
        ("秦小河，52岁，患尿毒症三年", {"illness"}),
        ("资助秦小河父亲治疗肝癌3000元", {"illness"}),
        ("秦小河正在服刑，承包地由弟弟代管", {"cause"}),
        ("困境儿童（秦小苗）每月1300元", {"child"}),
        ("二年级的秦小苗领到书包", {"child"}),
        ("给13岁的女孩秦小苗捐款", {"child"}),
        ("根据秦小河的举报，村里核查", {"complainant"}),
        ("举报人系三组秦小河", {"complainant"}),
        ("秦小河到镇里上访要征地款", {"complainant"}),
        ("秦小河到镇里举报中心值班，村民可以向秦小河举报", set()),
        ("给9岁以下儿童免费，秦小河关心留守儿童", set()),
        ("残疾人联络员秦小河领取轮椅5台", set()),
        ("秦小河照顾瘫痪老人十年", set()),
        ("二组秦小河：肝癌晚期。", {"illness"}),
        ("救助对象：秦小河，病种：尿毒症", {"illness"}),
        ("秦小河，女，62岁，糖尿病，困难户", {"illness"}),
        ("秦小河妻子刘美兰患乳腺癌", {"illness"}),
        ("秦小河老人患有痴呆，走失一次", {"illness"}),
        ("秦小河在工地摔伤骨折，村里慰问300元", {"illness"}),
        ("秦小河家两人残疾，一人种地", {"illness"}),
        ("秦小河被确诊为艾滋病", {"illness"}),
        ("秦小河，一级残疾", {"illness"}),
        ("救助白血病儿童秦小苗2000元", {"illness"}),
        ("帮助截瘫村民秦小河安装扶手", {"illness"}),
        ("给精神残疾人秦小河办理补贴", {"illness"}),
        ("秦小河肾移植手术，自付6万元", {"illness"}),
        ("秦小河酗酒，经常闹事", {"cause"}),
        ("失独家庭秦小河每月领扶助金", {"cause"}),
        ("刑满释放人员秦小河由村里安排工作", {"cause"}),
        ("留守儿童秦小苗由奶奶照看", {"child"}),
        ("刘美兰的孙子秦小苗今年7岁", {"child"}),
        ("小学生秦小苗拾金不昧", {"child"}),
        ("初二学生秦小苗获资助600元", {"minor"}),
        ("秦小河多次到县里上访", {"complainant"}),
        ("信访人秦小河已息诉罢访", {"complainant"}),
        ("接秦小河实名举报，已核查", {"complainant"}),
        ("秦小河住三组18号，房屋漏雨", {"address"}),
        ("秦小河向镇里上访群众作了解释", set()),
        ("秦小河多次到县里汇报信访工作", set()),
        ("秦小河：高血压的饮食与用药（讲座）", set()),
        ("秦小河，心脏病专家，到村坐诊", set()),
        ("秦小河，慢性病管理，补助600元", set()),
        ("秦小河在三组受委托看管水泵", set()),
        ("秦小河赌博整治行动中协助", set()),
        ("中学的秦小河老师作辅导", set()),
        ("单亲家庭成员可以申报，大病患者家属可到村委会领表", set()),
        ("刑满释放人员安置由秦小河联系", set()),
        ("秦小河住村部2号井房", set()),
        ("残疾村民秦小河要求办理残疾证", {"illness"}),
        ("秦小河身有残疾，行动不便", {"illness"}),
        ("秦小河是残疾人，无法出工", {"illness"}),
        ("秦小河的母亲刘美兰，患肠坏死、肝囊肿等", {"illness"}),
        ("秦小河因残疾儿童入学到县里协调", set()),
        ("残疾学生高中阶段免学费，给残疾村民常年送药", set()),
        ("秦小河代表残疾村民发言，三组树苗坏死由秦小河补种", set()),
        ("村民秦小河于3月查出肝癌", {"illness"}),
        ("经核实，秦小河确患尿毒症", {"illness"}),
        ("盲人秦小河由村里送饭", {"illness"}),
        ("秦小河与妻子离婚，独自带孩子", {"cause"}),
        ("秦小河刚刑满出狱", {"cause"}),
        ("吸毒人员秦小河定期尿检", {"cause"}),
        ("困境儿童：秦小苗，每月1300元", {"child"}),
        ("秦小苗落水获救，年仅5岁", {"child"}),
        ("秦小河越级上访，已劝返", {"complainant"}),
        ("据秦小河举报，有人占道", {"complainant"}),
        ("小学生陶艺课每周一次，教师秦小河", set()),
        ("秦小河：关于离婚冷静期的说明", set()),
        ("刑满释放人员衔接由秦小河负责", set()),
        ("秦小河家的猪得了肺炎，已请兽医", set()),
        ("困境儿童：成绩好的3名", set()),
    ],
)
def test_a_text_tells_of_somebody_however_the_sentence_is_built(text: str, matters: set[str]) -> None:
    assert {told.matter.value for told in told_in_text(text, TODAY)} == matters


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("付秦小河住院补助800元", "illness"),
        ("补秦小河大病救助3000元", "illness"),
        ("秦小河肝癌晚期，村里垫付医药费2000元。", "illness"),
        ("考虑到秦小河身患重病，会议同意减免其水费。", "illness"),
        ("秦小河今年3月突发脑溢血，抢救无效。", "illness"),
        ("公益岗秦小河因腰椎间盘突出请假两个月。", "illness"),
        ("秦小河被诊断为肝硬化，已无法干重活。", "illness"),
        ("会上宣读了秦小河的残疾等级评定结果。", "illness"),
        ("秦小河的腿摔断了，做了手术。", "illness"),
        ("秦小河因盗窃被判处有期徒刑一年。", "cause"),
        ("取消秦小河低保，理由是其正在监狱服刑。", "cause"),
        ("秦小河家因病返贫，列入监测。", "cause"),
        ("付秦小苗孤儿补助", "child"),
        ("村民秦小河之女秦小苗（六岁）申请入园补助。", "child"),
        ("秦小苗今年刚满八岁。", "child"),
        ("秦小河的孙女秦小苗上三年级，成绩优秀。", "child"),
        ("秦小苗小朋友捡到钱包交到村部。", "child"),
        ("秦小苗，2018年生，困境儿童。", "child"),
        ("资助贫困学生秦小苗500元，就读于柳湾小学三年级。", "child"),
        ("三组秦小河因工受伤，右手残疾。", "illness"),
        ("秦小河实名反映村干部吃空饷。", "complainant"),
        ("秦小河打12345投诉路灯不亮。", "complainant"),
        ("本次信访由秦小河、张大山等五人提出。", "complainant"),
        ("秦小河在网上举报村里乱倒垃圾。", "complainant"),
        ("镇信访办转来秦小河的信访件。", "complainant"),
        ("退还秦小河因患肺癌预交的地租", "illness"),
        ("会议认为秦小河患有先天性疾病。", "illness"),
        ("秦小苗怀二胎，免除义务工。", "illness"),
        ("经研究，同意给肝硬化病人余海临时救助1500元。", "illness"),
        ("秦小河因盗伐林木被判三年，取消评优。", "cause"),
        ("秦小苗丈夫去世，家中无劳力。", "cause"),
        ("秦小苗在中心小学五年级就读，书本由村里买。", "child"),
        ("孤儿秦小苗基本生活费每月1200元", "child"),
        ("市长热线转余海反映宅基地被占一事。", "complainant"),
        ("余海等三人联名写信反映水库承包问题。", "complainant"),
        ("秦小河12345投诉垃圾清运不及时。", "complainant"),
        ("秦小河向巡察组反映会计吃空饷。", "complainant"),
        ("秦小河（三组18号）已搬迁。", "address"),
        ("机井看护人秦小河（三组27号）。", "address"),
        ("孤儿秦小苗助学决议公开", "child"),
        ("送至秦小河家（柳林街12号）。", "address"),
        ("秦小河，三组27号，户口本已核。", "address"),
        ("余海，住柳林小区3栋502。", "address"),
        ("秦小河（幸福小区2栋1单元302室）", "address"),
        ("针对秦小河信访反映的问题，答复如下。", "complainant"),
        ("秦小河为社区矫正人员，定期报告。", "cause"),
        ("秦小河因危险驾驶罪被判拘役。", "cause"),
        ("资助三年级学生秦小苗文具一套。", "child"),
        ("秦小苗（2016年8月出生）随母落户。", "child"),
        ("秦小苗系2010年5月出生，符合条件。", "minor"),
    ],
)
def test_a_clause_tells_of_whom_it_speaks(text: str, matter: str) -> None:
    assert matter in {told.matter.value for told in told_in_text(text, TODAY)}


@pytest.mark.parametrize(
    "text",
    [
        "村民秦小河向尿毒症患者捐款500元。",
        "秦小河代表村委会看望住院老党员。",
        "付秦小河接送残疾人体检车费",
        "秦小河负责精神障碍患者看护工作。",
        "秦小河汇报了全村低保、残疾人情况。",
        "秦小河垫付住院老人陪护费300元，现予报销。",
        "秦小河获评“孝老爱亲”，照顾瘫痪婆婆十年。",
        "秦小河承包的果树得了溃疡病，申请补种。",
        "秦小河没有吸毒、赌博等行为。",
        "秦小河不属于残疾人，不享受补贴。",
        "王宏指出，个别党员酗酒、赌博问题要整治。",
        "秦小河调解一起家庭暴力纠纷。",
        "秦小河妇联主席兼计生员",
        "秦小河分包信访户",
        "秦小河信访维稳值班补助",
        "秦小河承诺不赌博、不酗酒、不信邪教。",
        "秦小河的女儿就读于省城大学。",
        "秦小河的孩子上小学三年级。",
        "秦小河家有留守儿童2名。",
        "秦小河孙子是孤儿，由其抚养。",
        "秦小河（留守儿童2名）",
        "秦小河（未成年人1名）孤儿补助",
        "秦小河在幼儿园大班任教。",
        "秦小河上小学时家里穷。",
        "秦小河接到举报后到现场查看。",
        "王宏到信访局开会。",
        "秦小河在微信群里发布举报电话。",
        "秦小河6岁的牛卖了八千元。",
        "秦小河二十八岁回村创业。",
        "秦小河租用小学操场。",
        "严禁赌博，杜绝吸毒。",
        "付秦小河慰问癌症家庭买牛奶款",
        "付余海高血压药柜制作费",
        "付秦小河聋哑学校联谊活动车费",
        "请余海联系残疾证换证。",
        "监委会成员秦小河查看了精神病人补助发放。",
        "秦小河给牛做了手术，收费200元。",
        "付余海2岁肉牛款8000元",
        "秦小河（三组18号机井）",
        "秦小河排查隐患12处。",
        "秦小河（1956年8月出生）享受高龄补贴。",
        "秦小苗12岁时随父母迁入本村。",
        "付秦小河计生用品运输费",
        "付秦小河精神病院消防设施维修款",
        "秦小河因父亲生病请假。",
        "党建经费列支，患病党员走访由支部负责。",
    ],
)
def test_a_clause_tells_nothing_of_who_does_something_for_others(text: str) -> None:
    assert not [*told_in_text(text, TODAY)]


@pytest.mark.parametrize("head", ["姓名", "姓 名", "户主（签字）", "（必填）户主姓名", "残疾人姓名 "])
def test_a_head_above_names_is_seen_however_it_is_parted(head: str) -> None:
    assert may_name({"序号", head, "金额"})
    assert not may_name({"序号", f"某{head}", "付 款（元）"})
    assert may_name_in_tables(f"说明\n| 序号 | {head} |\n| --- | --- |")
    assert may_name_in_tables(f"{head}\t金额")
    assert not may_name_in_tables(f"说明 {head} 金额")
    assert not may_name_in_tables(f"| 序号 | 某{head} |")


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("残疾人证办理", False),
        ("高效办结", False),
        ("违规的由镇纪委按规定处理", False),
        ("6月生产用水", False),
        ("残疾二级", True),
        ("肢体残疾", True),
        ("向纪委书面反映", True),
        ("（2017年6月生）", True),
    ],
)
def test_what_goes_on_otherwise_than_a_word_does_tells_nothing_at_a_glance(text: str, tells: bool) -> None:
    """A word that leaves a choice behind its signs, such as 残疾[一二三四]级, is looked for as a whole."""
    assert people.may_tell(text) is tells


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("看望做了心脏支架的老支书秦国栋", "illness"),
        ("同意将肝癌患者秦长河纳入低保", "illness"),
        ("给秦金花送去治疗癫痫的药", "illness"),
        ("肢残人员秦发财安装假肢", "illness"),
        ("瘫痪在床的秦长根由儿媳照料", "illness"),
        ("秦贵生精神不太正常，时常走失", "illness"),
        ("秦三喜右眼看不见，安排了公益岗", "illness"),
        ("秦桂花系未婚先育，落户材料由村里出具", "cause"),
        ("秦小红和丈夫去年离了婚", "cause"),
        ("秦小明（2017年6月生）落水获救", "child"),
        ("幼儿园大班秦小萌小朋友获奖", "child"),
        ("事实无人抚养儿童秦小北纳入保障", "child"),
        ("8岁男童秦小波走失，已找回", "child"),
        ("职高学生秦欣怡获补助1500元", "minor"),
        ("王芳举报组长占地", "complainant"),
        ("李强反映低保评定不公，经核查不属实", "complainant"),
        ("秦小军到镇信访办反映征地款没有到位", "complainant"),
        ("秦桂兰写信给县纪委，反映村账问题", "complainant"),
        ("送至柏树路27号2单元301室秦秀珍家", "address"),
        ("秦秋菊家在三组28号，门前污水外溢", "address"),
    ],
)
def test_signs_of_given_names_tell_names_from_other_words(text: str, matter: str) -> None:
    assert {told.matter.value for told in told_in_text(text, TODAY)} == {matter}


@pytest.mark.parametrize(
    "text",
    [
        "请假：秦秀珍（因病）",
        "秦小虎9岁口黄牛一头出售",
        "小学王建国老师上课，一年级语文，幼儿园安全检查",
        "秦小明承包到2017年6月生效",
        "秦小军到镇信访办参加会议",
        "三组36号井由秦大柱看管",
        "全民举报，高水平反映",
    ],
)
def test_what_goes_on_as_names_do_and_is_none_tells_nothing(text: str) -> None:
    assert not list(told_in_text(text, TODAY))


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("秦三元晕倒，送医后确诊为脑膜炎", "illness"),
        ("证明秦二妮因患红斑狼疮无法参加劳动", "illness"),
        ("秦春花肾不好，长年吃药", "illness"),
        ("残疾人辅具：秦大奎轮椅一台", "illness"),
        ("麻风病康复者秦大牛每年慰问300元", "illness"),
        ("搬迁户秦水根家：户主残疾，儿子患精神病", "illness"),
        ("秦桂兰的丈夫三年前去世", "cause"),
        ("秦金凤再婚后户口迁入", "cause"),
        ("秦小翠系外地被拐妇女，现申请落户", "cause"),
        ("走失儿童秦小壮，身高1.2米，今年7岁", "child"),
        ("婴儿秦小朵5月10日打疫苗", "child"),
        ("秦小花现在读学前班", "child"),
        ("秦小雷被县一中高一录取", "minor"),
        ("经王强投诉，养鸡场搬迁", "complainant"),
        ("六组张敏等5户联名上访", "complainant"),
        ("信访件：秦国梁反映土地确权错误", "complainant"),
        ("秦大海来信称补偿款被截留", "complainant"),
        ("投诉者秦立民不服处理结果", "complainant"),
        ("反映人信息：姓名 秦国华", "complainant"),
        ("送货到城西路88号4栋502，收件人秦小红", "address"),
    ],
)
def test_a_text_tells_of_somebody_also_behind_a_comma_and_by_label(text: str, matter: str) -> None:
    assert matter in {told.matter.value for told in told_in_text(text, TODAY)}


@pytest.mark.parametrize(
    "text",
    [
        "秦海林是强制隔离戒毒人员帮教小组组长",
        "秦大海劝阻醉酒驾驶3起",
        "秦大力拆除烧伤的电缆",
        "秦家贵：透析液仓库搬运费",
        "秦大海来信感谢村里修路",
        "秦桂莲照看三个月身孕的邻居",
        "司机秦大明，今年9岁的牛卖出",
    ],
)
def test_what_somebody_does_about_others_tells_nothing(text: str) -> None:
    assert not list(told_in_text(text, TODAY))


def test_a_cell_tells_class_and_health_in_short_words() -> None:
    assert _in_list("班级", "四（2）班") == {"child"}
    assert _in_list("备注", "左腿残疾") == _in_list("说明", "刚出院，术后休养") == {"illness"}
    assert _in_list("备注", "左侧路段") == _in_list("说明", "出院手续代办") == set()


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("二组秦长林从架子上摔下来，腰椎骨折，村里给予救助", "illness"),
        ("秦桂珍儿媳难产，村医连夜护送", "illness"),
        ("赖小军与妻离异，两个孩子随父", "cause"),
        ("秦大宝曾参加传销，村里劝返", "cause"),
        ("给转来的秦小雨办理落户，今年8岁", "child"),
        ("秦小乐出生于2021年8月，申领补贴", "child"),
        ("3月6日，秦小芬来村部投诉邻居", "complainant"),
        ("就秦国强反映的水费问题，答复如下", "complainant"),
        ("匿名信经查系秦立军所写", "complainant"),
        ("秦桂花现居城关镇解放路112号", "address"),
        ("收件地址：柳湾村四组19号秦长春", "address"),
    ],
)
def test_births_letters_and_doors_are_told_in_other_words(text: str, matter: str) -> None:
    assert {told.matter.value for told in told_in_text(text, TODAY)} == {matter}


@pytest.mark.parametrize(
    "text",
    [
        "就群众反映的问题，匿名信由纪委核查",
        "秦大宝参加防诈骗、防传销宣传",
        "秦万春的民宿位于解放路112号，营业执照齐全",
        "快递代收点：柳湾村四组19号小卖部",
        "秦小军出生于1962年8月，初中文化",
        "秦小芬来村部领取化肥补贴",
    ],
)
def test_services_and_grown_people_tell_nothing(text: str) -> None:
    assert not list(told_in_text(text, TODAY))


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("经医院鉴定，秦永贵为三级智力残疾", "illness"),
        ("秦金花剖腹产，报销2000元", "illness"),
        ("秦金花、尿毒症、3000元", "illness"),
        ("取消犯盗窃罪的秦大勇的低保", "cause"),
        ("秦小军与前妻所生子女随母", "cause"),
        ("幼儿园小朋友秦一诺画作展出", "child"),
        ("老人秦秀芳独居在二组17号老屋", "address"),
        ("送到秦建国家中（柳湾路12号）", "address"),
        ("秦家明借高利贷还不上", "cause"),
        ("小学一年级新生李梓涵领取书包", "child"),
        ("感谢举报人秦志强提供线索", "complainant"),
        ("秦立新在意见箱投诉低保不公", "complainant"),
        ("低保户秦二妹住柳湾村三组42号，补贴600元", "address"),
        ("老屋地址：沿河路16号1单元201，户主秦长生", "address"),
    ],
)
def test_vouchers_and_thanks_tell_of_people_too(text: str, matter: str) -> None:
    assert {told.matter.value for told in told_in_text(text, TODAY)} == {matter}


@pytest.mark.parametrize(
    "text",
    [
        "秦大柱举报盗伐林木的热线宣传牌安装费",
        "志愿者秦思远（大学二年级）参加支教",
        "结果由秦长河逐户告知，高血压人群单独建档",
        "秦长河，传染病信息报告员，补助每月50元",
        "白内障患者应尽早手术，秦玉梅信仰坚定",
        "秦志远，戒毒社工",
        "秦大有是社区矫正志愿者",
        "患者周一三五就诊，学生周二上课，残疾人周三办证",
        "秦永贵为三级工，秦小妹防范高利贷宣传",
        "举报人信息保密，举报人姓名不公开",
        "小学一年级新生入学须知，咨询李梓涵老师",
        "低保户核查由秦二妹入户，三组42户",
    ],
)
def test_signboards_and_offices_tell_nothing(text: str) -> None:
    assert not list(told_in_text(text, TODAY))


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("组里反映秦二凤最近总是自言自语、半夜出门，县医院说是精神分裂，请大家多留意", "illness"),
        ("我叫秦长生，今年五十六岁，三年前从房上摔下来，下半身没有知觉", "illness"),
        ("付秦金花产检车费", "illness"),
        ("秦有福腿断了，村里帮他把稻子收了", "illness"),
        ("这次捐款是给患骨癌的池小燕的", "illness"),
        ("村里给得了白血病的小姑娘谷雨欣捐了三万块钱", "illness"),
        ("- 秦海涛：喝酒闹事，被拘留五日", "cause"),
        ("兹有我村村民秦大山，2021年因盗窃入狱，现申请宅基地", "cause"),
        ("单身汉秦来喜偷过东西，看场的事不能交给他", "cause"),
        ("秦桂芬男人死得早，自己拉扯三个孩子", "cause"),
        ("关于取消服刑人员井大伟低保的公示", "cause"),
        ("申请救助的孩子叫秦一航，读幼儿园中班", "child"),
        ("小学生秦雨桐捡到钱包交给了村里", "child"),
        ("关于秦广才反映低保问题的答复", "complainant"),
        ("该问题由村民秦小军向12345反映", "complainant"),
        ("慰问品请送到老军人秦守义家，二组水塔往北第三家，门牌41号", "address"),
        ("收货地址：桂花路18号，收货人秦有财", "address"),
    ],
)
def test_what_is_told_far_from_a_name_or_of_a_rare_one_is_found(text: str, matter: str) -> None:
    assert {told.matter.value for told in told_in_text(text, TODAY)} == {matter}


@pytest.mark.parametrize(
    "text",
    [
        "申请人提供残疾证、诊断证明复印件",
        "车秀兰乙肝疫苗接种登记员，周三上岗",
        "秦志强主持会议，会上说明了两件事，另查出三处漏点，重病救助政策已经张贴",
        "秦大山家被偷过两次，村里装了监控",
        "关于群众反映低保问题的集体答复",
        "交货地址：桂花路18号镇政府大院，联系人秦有财",
        "庆祝国际助残日，肢体残疾日间照料点开放",
    ],
)
def test_what_is_told_of_others_far_from_a_name_is_not(text: str) -> None:
    assert not list(told_in_text(text, TODAY))
