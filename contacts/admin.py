"""Contacts in Django admin, for the operator of the installation: to look, not to edit."""

from django.contrib import admin
from django.http import HttpRequest

from contacts.models import Contact

_SHOWN = ("agency", "kind", "given_name", "family_name", "company_name", "deleted_at")


@admin.register(Contact)
class ContactAdmin(admin.ModelAdmin[Contact]):
    list_display = ["__str__", "agency", "primary_place", "created_at", "deleted_at"]
    list_filter = ["agency", "kind"]
    search_fields = ["external_id"]
    fields = _SHOWN
    readonly_fields = _SHOWN
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Contact | None = None) -> bool:
        return False
