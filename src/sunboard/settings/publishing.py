"""`publish.yaml`: where the site goes. It never holds a secret."""

from __future__ import annotations

from collections.abc import Mapping

from sunboard.fields.declarations import optional, required
from sunboard.fields.groups import part
from sunboard.fields.part import Part
from sunboard.fields.scalars import choice, matching, named, officer, text, whole
from sunboard.lazy import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Target(Part):
    """One place that a site is published to; which fields it needs depends on the method."""

    method: str = required("方式", text, example="sftp")
    host: str | None = optional(
        "主机", matching(r"[^\s/@:]+|[0-9A-Fa-f]*(:[0-9A-Fa-f.]*){2,}", "203.0.113.7"), example="203.0.113.7"
    )
    port: int | None = optional("端口", whole, example="22")
    user: str | None = optional("用户", text, "用户名", example="cwgk")
    folder: str | None = optional("目录", text, "文件夹", example="/www/cwgk")
    endpoint: str | None = optional(
        "端点",
        matching(r"https?://[^\s/@?#]+(/[^\s?#]*)?", "https://dav.mycounty.gov.cn/cwgk"),
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Publishing(Part):
    """All places that a site is published to, by the names that people give them."""

    targets: Mapping[str, Target] = required(
        "发布目标", named(part(Target)), example="{优盘: {方式: folder, 目录: 优盘}}"
    )
