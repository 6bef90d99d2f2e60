"""For the operator of the installation: to look, not to change what is evidence."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from sharing.models import AccountMail, Confirmation, LinkView, OutboxMail, ShareLink


class ReadOnly(admin.ModelAdmin[Any]):
    """Shows rows; they come from the product and stay as they are."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(ShareLink)
class ShareLinkAdmin(ReadOnly):
    """Share links."""

    list_display = ("contact", "property", "state", "valid_until", "created_at", "agency")
    list_filter = ("state", "agency")
    list_select_related = ("contact", "property", "agency")


@admin.register(LinkView)
class LinkViewAdmin(ReadOnly):
    """Views of share links."""

    list_display = ("link", "at", "address")
    list_select_related = ("link__property", "link__contact")


@admin.register(OutboxMail)
class OutboxMailAdmin(ReadOnly):
    """Outgoing mail; its text is between agent and customer."""

    list_display = ("subject", "to", "state", "attempts", "smtp_answer", "error", "created_at")
    list_filter = ("state", "agency")
    exclude = ("text", "html")


@admin.register(AccountMail)
class AccountMailAdmin(ReadOnly):
    """Mails about accounts, to see whether they left; what they say is their recipient's."""

    list_display = ("subject", "to", "state", "attempts", "smtp_answer", "error", "created_at")
    list_filter = ("state",)
    exclude = ("text", "html")


@admin.register(Confirmation)
class ConfirmationAdmin(ReadOnly):
    """Confirmations."""

    list_display = ("contact", "kind", "method", "confirmed_on", "revoked_at")
    list_filter = ("kind", "method", "agency")
    list_select_related = ("contact",)
