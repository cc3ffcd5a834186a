"""How a built site gets to a host and stays whole there; the hosts themselves are known by publishers."""
