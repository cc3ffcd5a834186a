"""What everything else is made of: frozen values that know no file and no library."""
