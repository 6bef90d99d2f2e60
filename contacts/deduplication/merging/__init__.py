"""Making one contact out of two: which value stays, what becomes of the rows below them."""
