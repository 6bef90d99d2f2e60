"""Settings. Names that start with `account_` are open to every role."""

from django.urls import path

from base.accounts import views
from base.accounts.email_change.views import change_email, confirm_new_email
from base.accounts.own.devices import devices, end_devices
from base.accounts.passkeys import remove_passkey, sign_in_by_passkey
from base.accounts.record.views import security_record
from base.accounts.team.views import (
    accept_invitation,
    change_colleague,
    change_invitation,
    sign_in_rules,
    team,
)

app_name = "accounts"
urlpatterns = [
    path("einstellungen/", views.account_settings, name="account_settings"),
    path("einstellungen/buero/", views.agency_settings, name="agency_settings"),
    path("einstellungen/buero/absender/", views.withdraw_sender, name="withdraw_sender"),
    path("absender/<str:token>/", views.confirm_sender_address, name="confirm_sender"),
    path("einstellungen/export/", views.exporters, name="exporters"),
    path("einstellungen/protokoll/", security_record, name="security_record"),
    path("einstellungen/geraete/", devices, name="account_devices"),
    path("einstellungen/geraete/abmelden/", end_devices, name="account_device_end"),
    path("einstellungen/team/", team, name="team"),
    path("einstellungen/team/anmeldung/", sign_in_rules, name="sign_in_rules"),
    path("einstellungen/team/einladungen/<int:pk>/", change_invitation, name="change_invitation"),
    path("einstellungen/team/personen/<int:pk>/", change_colleague, name="change_colleague"),
    path("einladung/<str:token>/", accept_invitation, name="accept_invitation"),
    path("konto/2fa/webauthn/login/", sign_in_by_passkey, name="mfa_login_webauthn"),
    path("konto/2fa/webauthn/keys/<int:pk>/remove/", remove_passkey, name="mfa_remove_webauthn"),
    # In place of allauth's own page, which knows several addresses for one account.
    path("konto/email/", change_email, name="account_email"),
    path("konto/email/<str:token>/", confirm_new_email, name="account_email_confirm"),
]
