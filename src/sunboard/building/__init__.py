"""Build a village from its files, a site from its villages, and write what they made."""
