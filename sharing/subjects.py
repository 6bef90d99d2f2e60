"""What this app derives on the subjects of lower apps, and what of it cannot be undone."""

from audit.subjects import register_refresh
from audit.undo import register_obstacle
from sharing.models import OutboxMail, ShareLink
from sharing.services import refresh_terms
from sharing.taking_back import links_in_use, mails_that_left

register_refresh("contact", refresh_terms)
register_obstacle(OutboxMail._meta.db_table, mails_that_left)
register_obstacle(ShareLink._meta.db_table, links_in_use)
