"""Measures the product against floors and alternatives: `make bench` (see docs/performance.md).

Nothing in the product imports this package.
"""
