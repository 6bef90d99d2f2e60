"""What all overviews have in common: the address they are asked by, pages of rows, counts.

`address` reads what an address says (anything in it may be wrong), `keyset` cuts pages of a list
in any order, `newest` pages of one that has the newest first, `counting` counts up to a cap.
"""
