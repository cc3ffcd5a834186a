"""`publish.yaml`: where the site goes. It never holds a secret."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from sunboard.fields.declarations import UNKNOWN, Reader, optional, reads, required
from sunboard.fields.faults import shape_wrong
from sunboard.fields.forms import Form
from sunboard.fields.groups import part
from sunboard.fields.part import Part
from sunboard.fields.scalars import choice, matching, named, officer, text, whole
from sunboard.fields.written import half_width
from sunboard.lazy import dataclass, regex
from sunboard.model.node import Items, Node, Scalar
from sunboard.model.problem import Log

_host = matching(r"[^\s/@:]+|[0-9A-Fa-f]*(:[0-9A-Fa-f.]*){2,}", "203.0.113.7")
_endpoint = matching(r"https?://[^\s/@?#]+(/[^\s?#]*)?", "https://dav.mycounty.gov.cn/cwgk")
_HOST_IN = regex(r"(?:[a-z0-9]+://)?([A-Za-z0-9][A-Za-z0-9.-]*)(?::([0-9]{1,5}))?/?", re.IGNORECASE)


def _meant(read: Reader[str], means: Callable[[str], str]) -> Reader[str]:
    """Return a reader that proposes what was meant, made of what is written, and no other's address."""

    @reads(read.form)
    def proposing(node: Node, log: Log, form: Form) -> str | None:
        if not isinstance(node, Scalar):
            return read.read(node, log, form)
        meant = means(half_width(node.text))
        is_right = bool(meant) and read.read(Scalar(meant, node.place), Log(), form) is not None
        return read.read(node, log, replace(form, example=meant if is_right else UNKNOWN))

    return proposing


def _host_in(written: str) -> str:
    """Return the host of an address; its port has a line of its own."""
    found = _HOST_IN.fullmatch(written.strip())
    return found[1] if found else ""


_ADDRESS = regex(
    r"(?P<how>sftp|ftps?)://(?:(?P<user>[^\s/@:]+)@)?"
    r"(?P<host>[A-Za-z0-9.-]+)(?::(?P<port>[0-9]+))?(?P<at>/\S*)?",
    re.IGNORECASE,
)


def _told_by_address(node: Node) -> str:
    """Return a target as its fields that is written as one address; one with a password is not repeated."""
    found = _ADDRESS.fullmatch(node.text.strip()) if isinstance(node, Scalar) else None
    if found is None:
        return f"{{方式: {UNKNOWN}, 目录: {UNKNOWN}}}"
    said = {
        "方式": found["how"].lower(),
        "主机": found["host"],
        "端口": found["port"],
        "用户": found["user"] or UNKNOWN,
        "目录": found["at"] or UNKNOWN,
    }
    return f"{{{', '.join(f'{name}: {value}' for name, value in said.items() if value)}}}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target(Part):
    """One place that a site is published to; which fields it needs depends on the method."""

    method: str = required("方式", text, example="sftp")
    host: str | None = optional(
        "主机", _meant(_host, _host_in), "服务器", "服务器地址", example="203.0.113.7"
    )
    port: int | None = optional("端口", whole, example="22")
    user: str | None = optional("用户", text, "用户名", example="cwgk")
    folder: str | None = optional("目录", text, "文件夹", example="/www/cwgk")
    endpoint: str | None = optional(
        "端点",
        _meant(_endpoint, lambda written: f"https://{written.strip()}"),
        "地址",
        example="https://dav.mycounty.gov.cn/cwgk",
    )
    bucket: str | None = optional("桶", matching(r"[A-Za-z0-9._-]+", "cwgk"), "存储桶", example="cwgk")
    region: str | None = optional("区域", matching(r"[A-Za-z0-9-]+", "cn-north-1"), example="cn-north-1")
    addressing: str | None = optional(
        "寻址", choice("path", "virtual", also={"路径": "path", "域名": "virtual"}), example="path"
    )
    fingerprint: str | None = optional(
        "指纹", matching(r"SHA256:[A-Za-z0-9+/]{43}=?", "SHA256:" + "A" * 43), example="SHA256:" + "A" * 43
    )
    certificate: str | None = optional("证书", text, example="ca.pem")
    key_file: str | None = optional("密钥文件", text, example="id_ed25519")
    secret_variable: str | None = optional(
        "密钥变量", matching(r"[A-Za-z_][A-Za-z0-9_]*", "CWGK_SECRET"), "密码变量", example="CWGK_SECRET"
    )
    publisher: str | None = optional("发布人", officer, example="青石镇党政办")


_target = part(Target)


@reads(_target.form)
def target(node: Node, log: Log, form: Form) -> Target | None:
    """Read a target; one that is written in one line is asked for as its fields."""
    if isinstance(node, Scalar):
        shape_wrong(node, log, form, shown=_told_by_address(node))
        return None
    return _target.read(node, log, form)


_targets = named(target)
_NAME = regex("[0-9A-Za-z\u3400-\u9fff]+")
_FOLDER = regex(r"(?:[A-Za-z]:)?[\\/][^\n{}\[\]#'\",]*")


@reads(_targets.form)
def targets(node: Node, log: Log, form: Form) -> Mapping[str, Target] | None:
    """Read where the site goes; of a folder alone it is proposed how it is written, and of all else asked."""
    if isinstance(node, Scalar):
        folder = node.text.strip() if _FOLDER.fullmatch(node.text.strip()) else ""
        asked = f"方式: folder, 目录: {folder}" if folder else f"方式: {UNKNOWN}, 目录: {UNKNOWN}"
        shape_wrong(node, log, form, shown=f"{{{UNKNOWN}: {{{asked}}}}}")
        return None
    if isinstance(node, Items) and all(isinstance(item, Scalar) for item in node.items):
        asked = f"{{方式: {UNKNOWN}, 目录: {UNKNOWN}}}"
        names = [item.text.strip() for item in node.items if isinstance(item, Scalar)]
        is_name = all(map(_NAME.fullmatch, names))
        each = ", ".join(f"{name}: {asked}" for name in names)
        shape_wrong(node, log, form, shown=f"{{{each if is_name else f'{UNKNOWN}: {asked}'}}}")
        return None
    return _targets.read(node, log, form)


@dataclass(frozen=True, slots=True, kw_only=True)
class Publishing(Part):
    """All places that a site is published to, by the names that people give them."""

    targets: Mapping[str, Target] = required(
        "发布目标", targets, example="{优盘: {方式: folder, 目录: 优盘}}"
    )
