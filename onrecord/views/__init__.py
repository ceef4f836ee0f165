"""What people and programs see: the command line, and readings as text and JSON."""
