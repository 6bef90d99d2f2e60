"""Changes to many contacts at once, and the views that people keep of the overview."""
