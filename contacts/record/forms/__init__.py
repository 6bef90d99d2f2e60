"""What people enter about contacts."""
