"""Agencies and people in Django admin, for the operator of the installation."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from base.accounts.forms import UserCreationForm
from base.accounts.models import Agency, User

admin.site.unregister(Group)
admin.site.site_header = admin.site.site_title = "immonaut"


@admin.register(Agency)
class AgencyAdmin(admin.ModelAdmin[Agency]):
    list_display = ["name", "slug", "place", "country", "sender_address"]
    search_fields = ["name", "slug", "place"]
    prepopulated_fields = {"slug": ["name"]}
    raw_id_fields = ["logo"]


@admin.register(User)
class UserAdmin(DjangoUserAdmin[User]):
    add_form = UserCreationForm
    list_display = ["email", "name", "agency", "role", "is_active", "is_staff"]
    list_filter = ["role", "is_active", "is_staff", "agency"]
    search_fields = ["email", "name"]
    ordering = ["email"]
    fieldsets = [
        (None, {"fields": ["email", "password", "name", "phone"]}),
        (_("Büro"), {"fields": ["agency", "role", "export_right"]}),
        (_("Rechte"), {"fields": ["is_active", "is_staff", "is_superuser"]}),
    ]
    add_fieldsets = [
        (None, {"fields": ["email", "name", "agency", "role", "password1", "password2"]}),
    ]
    filter_horizontal = []
