"""From files to records: decode, take apart, inherit, understand."""
