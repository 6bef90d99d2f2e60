"""Consents to be contacted: written down, proved, withdrawn."""
