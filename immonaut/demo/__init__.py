"""The demo agency: plausible people and properties, drawn and written by the loader itself.

Everything follows from one seed, so every installation shows the same.
"""
