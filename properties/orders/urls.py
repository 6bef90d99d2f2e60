"""Addresses of search orders, in the namespace of properties."""

from django.urls import path

from properties.orders.views import orders, overviews

_LIST = "kontakte/<int:pk>/suchauftraege/"
_ORDER = f"{_LIST}<int:order_pk>/"
_CRITERION = f"{_ORDER}kriterium/<int:criterion_pk>/"

urlpatterns = [
    path("suchauftraege/", overviews.overview, name="all_orders"),
    path(_LIST, orders.orders, name="orders"),
    path(f"{_LIST}neu/", orders.create, name="order_create"),
    path(_ORDER, orders.order, name="order"),
    path(f"{_ORDER}bearbeiten/", orders.edit, name="order_edit"),
    path(f"{_ORDER}loeschen/", orders.delete, name="order_delete"),
    path(f"{_CRITERION}entfernen/", orders.remove_criterion, name="criterion_remove"),
    path(f"{_ORDER}kriterium/<slug:kind>/", orders.criterion, name="criterion"),
    path("kontakte/<int:pk>/passende-immobilien/", orders.matching_panel, name="matching_panel"),
    path("immobilien/<int:pk>/suchauftraege/", overviews.property_orders, name="property_orders"),
]
