"""The OpenImmo exchange format: reading other software's feeds into plain values.

Nothing here knows the database. `reading.read_openimmo` is the way in; it returns
`document.Document` values holding `listing.Listing` values.
"""
