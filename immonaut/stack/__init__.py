"""The embedded default: PostgreSQL, Valkey and a mailbox without installing anything.

Nothing in here imports Django or the product's apps; it prepares the environment
they read their settings from and looks after the processes.
"""
