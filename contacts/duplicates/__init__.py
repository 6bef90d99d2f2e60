"""Finding duplicates among contacts: a pure engine without models or database.

A stock of contacts enters as `record.Record`s. `keys.blocking_keys` says which records are worth
comparing, `scoring.compare` says how likely two of them are one person and why, and
`linkage.find_pairs` does both for a whole stock in memory. `docs/duplicates.md` tells the method.
"""
