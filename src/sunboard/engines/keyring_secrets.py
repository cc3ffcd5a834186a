"""The only door to the system's keyring, where there is one."""

from __future__ import annotations

SERVICE = "sunboard"


def secret_of(name: str) -> str | None:
    """Return the secret that the keyring has under a name; None without one, or without a keyring."""
    try:
        import keyring
        from keyring import errors
    except ImportError:
        return None
    try:
        found = keyring.get_password(SERVICE, name)
    except (errors.KeyringError, RuntimeError):
        return None
    return found if isinstance(found, str) else None
