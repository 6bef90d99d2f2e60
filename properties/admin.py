"""Properties in Django admin, for the operator of the installation."""

from django.contrib import admin

from properties.models import Party, Property, PropertyDocument, PropertyImage


@admin.register(Property)
class PropertyAdmin(admin.ModelAdmin[Property]):
    list_display = ["object_number", "title", "agency", "status", "marketing_type", "place"]
    list_filter = ["status", "marketing_type", "object_type", "agency"]
    search_fields = ["object_number", "title", "openimmo_id", "place"]
    raw_id_fields = ["responsible"]
    list_select_related = ["agency"]


@admin.register(PropertyImage)
class PropertyImageAdmin(admin.ModelAdmin[PropertyImage]):
    list_display = ["property", "kind", "title", "position", "deleted_at"]
    list_select_related = ["property"]


@admin.register(PropertyDocument)
class PropertyDocumentAdmin(admin.ModelAdmin[PropertyDocument]):
    list_display = ["property", "name", "kind", "visibility", "deleted_at"]
    list_filter = ["visibility", "kind"]
    list_select_related = ["property"]


@admin.register(Party)
class PartyAdmin(admin.ModelAdmin[Party]):
    list_display = ["contact", "kind", "property", "agency"]
    list_filter = ["kind", "agency"]
    raw_id_fields = ["contact", "property"]
    list_select_related = ["contact", "property", "agency"]
