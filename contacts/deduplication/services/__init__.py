"""Scanning a stock for duplicates, merging them, and telling contacts apart."""
