"""What people type, made into what they meant, where that can be told for certain."""
