"""What single fields may hold: how values are checked, brought into one notation and listed."""
