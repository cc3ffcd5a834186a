"""The ways to people: each plans its outputs and renders one; none knows another."""
