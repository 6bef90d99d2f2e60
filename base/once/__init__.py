"""Every form writes once: its key is made when it is shown and claimed when it is sent."""
