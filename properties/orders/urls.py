"""Addresses of search orders, in the namespace of properties."""

from django.urls import path

from properties.orders import overviews, views

_LIST = "kontakte/<int:pk>/suchauftraege/"
_ORDER = f"{_LIST}<int:order_pk>/"
_CRITERION = f"{_ORDER}kriterium/<int:criterion_pk>/"

urlpatterns = [
    path("suchauftraege/", overviews.overview, name="all_orders"),
    path(_LIST, views.orders, name="orders"),
    path(f"{_LIST}neu/", views.create, name="order_create"),
    path(_ORDER, views.order, name="order"),
    path(f"{_ORDER}bearbeiten/", views.edit, name="order_edit"),
    path(f"{_ORDER}loeschen/", views.delete, name="order_delete"),
    path(f"{_CRITERION}entfernen/", views.remove_criterion, name="criterion_remove"),
    path(f"{_ORDER}kriterium/<slug:kind>/", views.criterion, name="criterion"),
    path("kontakte/<int:pk>/passende-immobilien/", views.matching_panel, name="matching_panel"),
    path("immobilien/<int:pk>/suchauftraege/", overviews.property_orders, name="property_orders"),
]
