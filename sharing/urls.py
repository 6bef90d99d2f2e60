"""Addresses of share links, confirmations and mail."""

from django.urls import path

from sharing.customers.views import pages
from sharing.links import views as links
from sharing.mail.views import mailbox, outbox
from sharing.terms import views as terms

app_name = "sharing"

_links = "kontakte/<int:pk>/freigaben/"
_terms = "kontakte/<int:pk>/agb/"
_public = "s/<str:token>/"

urlpatterns = [
    path(_links, links.links, name="links"),
    path(_links + "erzeugen/", links.generate, name="generate"),
    path(_links + "<int:link_pk>/speichern/", links.save, name="save"),
    path(_links + "<int:link_pk>/senden/", links.send, name="send"),
    path(_links + "<int:link_pk>/loeschen/", links.delete, name="delete"),
    path(_terms, terms.terms, name="terms"),
    path(_terms + "<int:confirmation_pk>/nachweis/", terms.proof, name="proof"),
    path(_terms + "<int:confirmation_pk>/widerrufen/", terms.revoke, name="revoke"),
    path("freigaben/", links.overview, name="overview"),
    path("postausgang/", outbox.outbox, name="outbox"),
    path("postausgang/<int:pk>/", outbox.mail, name="mail"),
    path("postausgang/<int:pk>/erneut/", outbox.retry, name="retry"),
    path("postausgang/<int:pk>/angekommen/", outbox.arrived, name="arrived"),
    path("postfach/", mailbox.mailbox, name="mailbox"),
    path("postfach/<str:name>/", mailbox.letter, name="letter"),
    path(_public, pages.landing, name="public"),
    path(_public + "ansehen/", pages.look, name="look"),
    path(_public + "bild/", pages.picture, name="picture"),
    path(_public + "<str:ticket>/", pages.contents, name="contents"),
    path(_public + "<str:ticket>/alle.zip", pages.download, name="download"),
    path(_public + "<str:ticket>/<int:item_pk>/", pages.document, name="document"),
]
