"""The rules: one function a fault, whose page in `sunboard.faults` tells people of it."""
