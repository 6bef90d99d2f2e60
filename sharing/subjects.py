"""What this app derives on the subjects of lower apps."""

from audit.subjects import register_refresh
from sharing.services import refresh_terms

register_refresh("contact", refresh_terms)
