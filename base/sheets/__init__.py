"""Data sheets: what is known of one contact or property, as a PDF to print or hand on."""
