"""Every change of links, mails and confirmations, as apps above ask for it."""

from sharing.customers.services import record_download, record_opening, record_view
from sharing.links.services import click_delete, generate_link, save_link
from sharing.mail.services.delivery import deliver
from sharing.mail.services.dispatch import sweep_outbox
from sharing.mail.services.mail import note_arrival, queue_mail, retry_mail
from sharing.terms.services import confirm_terms, refresh_terms, revoke_terms

__all__ = [
    "click_delete",
    "confirm_terms",
    "deliver",
    "generate_link",
    "note_arrival",
    "queue_mail",
    "record_download",
    "record_opening",
    "record_view",
    "refresh_terms",
    "retry_mail",
    "revoke_terms",
    "save_link",
    "sweep_outbox",
]
