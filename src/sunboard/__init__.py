"""Turn what a village must disclose into a website, notice boards and slides."""

__version__ = "0.1.0"

VERSION_FLAGS = ("--version", "--版本")
"""What asks for it, in two languages."""
