"""The rules: one function a fault, its docstring the manual page."""
