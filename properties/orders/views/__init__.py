"""Pages of search orders."""
