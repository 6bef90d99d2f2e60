"""Keeps pictures and documents of a property."""
