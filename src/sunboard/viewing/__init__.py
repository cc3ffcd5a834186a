"""A record becomes a view: labelled, dated, linked, in the site's language."""
