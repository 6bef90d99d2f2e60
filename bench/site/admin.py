"""Django admin with the fields of our pages, to measure them against."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from contacts.models import Contact, ContactAddress, ContactEmail, ContactPhone
from contacts.record.forms.person import PERSON_FIELDS
from properties.models import Property
from properties.record.forms.record import SHOWN_FIELDS


class _ForAgents:
    """Whoever is signed in may do everything: this site exists only while it is measured."""

    def has_permission(self, *args: Any) -> bool:
        return True

    has_module_permission = has_view_permission = has_permission
    has_add_permission = has_change_permission = has_delete_permission = has_permission


class _Site(admin.AdminSite):
    def has_permission(self, request: HttpRequest) -> bool:
        return request.user.is_authenticated


class _Phones(_ForAgents, admin.TabularInline):  # type: ignore[type-arg]
    model, extra = ContactPhone, 1
    fields = ("kind", "number", "note", "is_primary")


class _Emails(_ForAgents, admin.TabularInline):  # type: ignore[type-arg]
    model, extra = ContactEmail, 1
    fields = ("kind", "address", "is_primary")


class _Addresses(_ForAgents, admin.TabularInline):  # type: ignore[type-arg]
    model, extra = ContactAddress, 1
    exclude = ("agency",)


class _Contacts(_ForAgents, admin.ModelAdmin):  # type: ignore[type-arg]
    fields = PERSON_FIELDS
    inlines = (_Phones, _Emails, _Addresses)
    list_display = ("__str__", "primary_phone", "primary_email", "primary_place", "responsible")
    list_per_page = 50
    ordering = ("sort_key", "id")
    show_full_result_count = False


class _Properties(_ForAgents, admin.ModelAdmin):  # type: ignore[type-arg]
    fields = SHOWN_FIELDS
    list_display = ("object_number", "title", "status", "price", "living_area", "place")
    list_per_page = 50
    show_full_result_count = False


site = _Site(name="bench-admin")
site.register(Contact, _Contacts)
site.register(Property, _Properties)
