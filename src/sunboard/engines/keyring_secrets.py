"""The only door to the system's keyring, where there is one."""

from __future__ import annotations

import importlib

SERVICE = "sunboard"


def secret_of(name: str) -> str | None:
    """Return the secret that the keyring has under a name; None without one, or without a keyring."""
    try:
        keyring = importlib.import_module("keyring")
        errors = importlib.import_module("keyring.errors")
    except ImportError:
        return None
    try:
        found = keyring.get_password(SERVICE, name)
    except (errors.KeyringError, RuntimeError):
        return None
    return found if isinstance(found, str) else None
