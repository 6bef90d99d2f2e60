"""What a customer does with a link, as a browser would."""

import re

from django.urls import reverse

PHONE = {"HTTP_USER_AGENT": "Mozilla/5.0 (iPhone)", "REMOTE_ADDR": "198.51.100.7"}
_FIELD = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


def landing_url(link):
    return reverse("sharing:public", args=[link.token])


def contents_url(link, ticket="unterlagen"):
    return reverse("sharing:contents", args=[link.token, ticket])


def form_of(client, link, **browser):
    """What the form on the landing page carries."""
    html = client.get(landing_url(link), **{**PHONE, **browser}).content.decode()
    return dict(_FIELD.findall(html))


def press(client, link, form=None, **browser):
    """Clicks *Dokumente ansehen*; returns the address that the answer leads to."""
    sent = form_of(client, link, **browser) if form is None else form
    browser = {**PHONE, **browser}
    response = client.post(reverse("sharing:look", args=[link.token]), sent, **browser)
    assert response.status_code == 303
    return response.headers["Location"]


def look(client, link, **browser):
    """Clicks *Dokumente ansehen* and follows; returns the address of the contents."""
    address = press(client, link, **browser)
    shown = client.get(address, **{**PHONE, **browser})
    return shown.headers["Location"] if shown.status_code == 303 else address
