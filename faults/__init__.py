"""A whole system of its own, broken on purpose, and what is to be seen of it: `make faults`.

Everything happens on the loopback, in throw-away folders, in bounded number and time. Nothing of
the product imports this.
"""
