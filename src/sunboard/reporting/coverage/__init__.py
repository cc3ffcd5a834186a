"""What was to be published and what of it was: for the township, by village, as tables and for calendars."""
