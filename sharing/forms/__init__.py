"""What agents fill in: links, mails, confirmations."""

from sharing.forms.confirmations import RevocationForm, TermsForm
from sharing.forms.links import ContentsForm, LifetimeForm
from sharing.forms.mail import MailForm

__all__ = ["ContentsForm", "LifetimeForm", "MailForm", "RevocationForm", "TermsForm"]
