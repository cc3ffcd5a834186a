"""One door to each library: pure functions in our own words."""
