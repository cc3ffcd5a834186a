"""What people write in `publish.yaml`: with signs of Chinese keyboards, not indented, with a secret in it."""

from __future__ import annotations

import pytest

from sunboard.reading.settings import read_publish_settings

SECRET = "geheim-3f9c"


@pytest.mark.parametrize(
    "text",
    [
        "发布目标:\n  县网站: {方式: ftp, 主机: 203.0.113.7, 端口: 21, 目录: /www/公开}\n",
        "发布目标：\n  县网站： {方式： ftp， 主机： 203.0.113.7， 端口： 21， 目录： /www/公开}\n",
        "发布目标:\n  县网站：｛方式：ftp，主机：203.0.113.7，端口：２１，目录：“/www/公开”｝\n",
        "发布目标：\n  县网站：\n    方式：ftp\n    主机：203.0.113.7\n    端口：21\n    目录：/www/公开\n",
        "发布目标:\n县网站: {方式: ftp, 主机: 203.0.113.7, 端口: 21, 目录: /www/公开}\n",
        "县网站: {方式: ftp, 主机: 203.0.113.7, 端口: 21, 目录: /www/公开}\n",
    ],
)
def test_targets_are_read_as_people_type_them(text: str) -> None:
    settings = read_publish_settings(text.encode())
    assert not [problem for problem in settings.problems if problem.is_error]
    assert settings.understood
    (target,) = settings.understood.targets.values()
    found = (target.method, target.host, target.port, target.folder)
    assert found == ("ftp", "203.0.113.7", 21, "/www/公开")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"方式: ftp, 主机: h, 密码: {SECRET}", "密码"),
        (f"方式: ftp, 主机: h, Pass-word: {SECRET}", "Pass-word"),
        (f"方式: s3, 端点: https://oss.yunxi.gov.cn, AccessKey_Secret: {SECRET}", "AccessKey_Secret"),
        (f"方式: webdav, 端点: https://cwgk:{SECRET}@dav.yunxi.gov.cn", "端点"),
        (f"方式: ftp, 主机: 'ftp://cwgk:{SECRET}@203.0.113.7'", "主机"),
        (f"方式: ftp, 主机: h, 密码变量: {SECRET}", "密码变量"),
    ],
)
def test_a_secret_is_told_and_never_shown(text: str, told: str) -> None:
    problems = read_publish_settings(f"发布目标:\n  县网站: {{{text}}}\n".encode()).problems
    assert [(problem.fault.code, problem.value) for problem in problems] == [("secret-written", told)]
    assert SECRET not in problems[0].message("zh") + problems[0].hint("en")


@pytest.mark.parametrize(
    "field",
    ["端点: oss.yunxi.gov.cn", "桶: 我的桶", "区域: 华东", "主机: ftp://203.0.113.7", "主机: 203.0.113.7:21"],
)
def test_what_no_library_could_use_is_told_before_it_is_given(field: str) -> None:
    problems = read_publish_settings(f"发布目标:\n  县网站: {{方式: s3, {field}}}\n".encode()).problems
    assert [problem.fault.code for problem in problems] == ["value-wrong"]


def test_targets_of_a_list_are_known_by_their_names() -> None:
    text = (
        "发布目标:\n- {名称: 优盘, 方式: folder, 目录: 优盘}\n- {名称: 网站, 方式: ftp, 主机: 203.0.113.7}\n"
    )
    read = read_publish_settings(text.encode())
    assert not read.problems
    assert read.understood is not None
    assert [*read.understood.targets] == ["优盘", "网站"]


def test_the_host_that_is_written_is_proposed_and_no_other() -> None:
    site, disk = "{方式: ftp, 主机: 'ftp://ftp.yunxi.cn/'}", "{方式: webdav, 地址: dav.yunxi.cn/cw}"
    text = f"发布目标: {{网: {site}, 盘: {disk}}}\n"
    hints = [one.hint("zh") for one in read_publish_settings(text.encode()).problems]
    assert hints == ["例如：主机: ftp.yunxi.cn", "例如：地址: https://dav.yunxi.cn/cw"]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("E:\\公开", "{…: {方式: folder, 目录: E:\\公开}}"),
        ("县里的服务器", "{…: {方式: …, 目录: …}}"),
    ],
)
def test_of_a_folder_alone_it_is_proposed_how_a_target_is_written(written: str, shown: str) -> None:
    (problem,) = read_publish_settings(f"发布目标: {written}\n".encode()).problems
    assert problem.hint("zh") == f"例如：发布目标: {shown}"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (
            "sftp://cwgk@203.0.113.9:2222/www/cwgk",
            "{方式: sftp, 主机: 203.0.113.9, 端口: 2222, 用户: cwgk, 目录: /www/cwgk}",
        ),
        ("FTP://203.0.113.9", "{方式: ftp, 主机: 203.0.113.9, 用户: …, 目录: …}"),
        ("镇里的网盘", "{方式: …, 目录: …}"),
    ],
)
def test_an_address_alone_is_proposed_as_the_fields_of_a_target(written: str, shown: str) -> None:
    (problem,) = read_publish_settings(f"发布目标:\n  县里: {written}\n".encode()).problems
    assert problem.hint("zh") == f"例如：县里: {shown}"


def test_an_address_with_a_password_is_not_repeated() -> None:
    (problem,) = read_publish_settings("发布目标:\n  县里: ftp://cwgk:geheim@203.0.113.9\n".encode()).problems
    assert "geheim" not in problem.message("zh") + problem.hint("zh")


def test_one_target_may_stand_without_a_name() -> None:
    told = read_publish_settings(
        "方式: sftp\n主机: 203.0.113.9\n用户: cwgk\n目录: /www\n密码: geheim\n".encode()
    )
    assert [problem.fault.code for problem in told.problems] == ["secret-written"]
    assert told.understood
    (name,) = told.understood.targets
    target = told.understood.targets[name]
    assert (name, target.host, target.user, target.folder) == ("sftp", "203.0.113.9", "cwgk", "/www")


def test_targets_of_which_only_names_are_told_are_asked_for_by_them() -> None:
    (problem,) = read_publish_settings("发布目标:\n  - 县网站\n  - U盘\n".encode()).problems
    asked = "{方式: …, 目录: …}"
    assert problem.hint("zh") == f"例如：发布目标: {{县网站: {asked}, U盘: {asked}}}"
