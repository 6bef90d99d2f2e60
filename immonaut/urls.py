"""All addresses of the product; each app owns those under its prefix."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from immonaut import views
from immonaut.dashboard import dashboard
from immonaut.search.views import search, suggest

admin.autodiscover()
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

handler404 = "base.gone.not_found"
handler500 = "base.ui.troubles.server_error"

urlpatterns = [
    path("", dashboard, name="dashboard"),
    path("suche/", search, name="search"),
    path("suche/vorschlaege/", suggest, name="search_suggest"),
    path("healthz", views.health, name="health"),
    path("", include("base.once.urls")),
    path("", include("base.accounts.urls")),
    path("konto/", include("allauth.urls")),
    path("", include("audit.urls")),
    path("", include("base.ui.urls")),
    path("", include("base.files.urls")),
    path("", include("base.places.urls")),
    path("", include("contacts.urls")),
    path("", include("properties.urls")),
    path("", include("sharing.urls")),
    path("admin/", admin.site.urls),
]
