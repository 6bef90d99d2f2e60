"""What our management commands have in common: arguments, and words for what is wrong."""
