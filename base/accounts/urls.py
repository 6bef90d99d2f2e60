"""Settings. Names that start with `account_` are open to every role."""

from django.urls import path

from base.accounts import views

app_name = "accounts"
urlpatterns = [
    path("einstellungen/", views.account_settings, name="account_settings"),
    path("einstellungen/buero/", views.agency_settings, name="agency_settings"),
    path("einstellungen/buero/absender/", views.withdraw_sender, name="withdraw_sender"),
    path("absender/<str:token>/", views.confirm_sender_address, name="confirm_sender"),
]
