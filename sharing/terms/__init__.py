"""Agreements of a customer with the agency (*AGB / Provision*)."""
