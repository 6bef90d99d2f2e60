"""What all work has in common that waits in a table until a worker does it.

Imports, bulk runs and mails keep tables of their own. Here stands how a worker hears of a row, how
only one works at it, how a sweep hands over what was left lying, how one bad row costs only
itself, and how the states are called.
"""
