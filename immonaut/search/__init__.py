"""The search of the whole product."""
