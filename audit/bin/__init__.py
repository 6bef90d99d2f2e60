"""The bin: what was deleted lies there for 30 days, comes back with all that hangs on it, or goes.

Contacts and properties are kinds of what can lie in it (`kinds.py`); pages, the warning before, the
way back and the end are the same for all.
"""
