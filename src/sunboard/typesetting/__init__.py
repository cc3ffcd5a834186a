"""How wide words are, where their lines break, and how dates and amounts stand in words."""
