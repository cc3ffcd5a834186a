"""Ways to hosts: one module each, found by `sunboard.parts`."""
