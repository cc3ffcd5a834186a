"""A flow drawn.

Where its boxes, words and arrows stand, in hundredths of an em, the same for every surface.
"""
