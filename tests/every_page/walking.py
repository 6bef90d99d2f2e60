"""Which pages there are: the addresses of the product, each as somebody to whom it shows a page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.test import Client
from django.utils import timezone
from lxml import html

from base.accounts.email_change.services import PURPOSE as EMAIL
from base.accounts.models import EmailChange, Invitation, SenderClaim, User
from base.accounts.senders import PURPOSE as SENDER
from base.accounts.team.invitations import PURPOSE as INVITATION
from base.tokens import make_token
from sharing.models import ShareLink, ShareLinkItem
from tests.conventions.test_access import address, patterns
from tests.every_page.stock import LETTER
from tests.every_page.urls import ERRORS

# Answers to a GET that are no pages, each for a reason. What refuses GET (405), sends a file or
# leads elsewhere for everybody is told by itself; a page can only be left out by a name here.
NO_PAGE = {
    "account_confirm_email": "allauth's way; ours is account_email_confirm",
    "files:agency_logo": "a picture, and this agency has none",
    "properties:change_document": "no page",
}
# Pages in a state of their own: the same address shows more than one of them.
STATES = {
    "contacts:list": ["?q=gibtesnicht", "?rolle=prospect&agb=fehlt&spalten=name,roles,tags,birth"],
    "contacts:history": ["?zeige=aenderungen"],
    "contacts:relations": ["?q=nummer&other=new&beziehung=other:a"],
    "properties:contact_parties": ["?q=l-"],
    "properties:property_parties": ["?q=nummer"],
    "accounts:security_record": ["?art=team&vor=1"],
    "places:lookup": ["?q=graz"],
    "search": ["?q=nummer"],
}


@dataclass(frozen=True)
class Shown:
    """A page: `visitor` sees it at `path`."""

    name: str
    path: str
    visitor: str

    def __str__(self) -> str:
        return f"{self.name} ({self.path})"


def is_page(response) -> bool:
    """Whether this is a whole document."""
    kind = response.headers.get("Content-Type", "")
    return (
        not response.streaming
        and kind.startswith("text/html")
        and b"<html" in response.content[:2000]
    )


class Walk:
    """Asks for every address as each visitor, until one is shown a page."""

    def __init__(self, made, visitors: dict[str, Client]) -> None:
        self.made, self.visitors = made, visitors
        self.pages: list[Shown] = []
        self.forgotten: list[str] = []
        self._tokens = self._made_tokens()
        for name, route, _entry in patterns():
            if not name.startswith("admin:") and not route.startswith("fehler/"):
                self._ask(name, route)
        self._dead_ends()

    def _made_tokens(self) -> dict[str, str]:
        self._link = ShareLink.objects.open_at(timezone.now()).first()
        return {
            "s/": self._link.token,
            "einladung/": make_token(INVITATION, Invitation.objects.first().key),
            "konto/email/": make_token(EMAIL, EmailChange.objects.first().key),
            "absender/": make_token(SENDER, SenderClaim.objects.first().identity),
        }

    def _reset_path(self) -> str:
        """Where the link of somebody who forgot the password leads."""
        user = User.objects.get(pk=self.made.colleague)
        key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
        return f"/konto/password/reset/key/{key}/"

    def path_of(self, route: str) -> str:
        """The address with the ids of what was made."""
        for prefix, token in self._tokens.items():
            if route.startswith(prefix):
                route = route.replace("<str:token>", token).replace("<str:ticket>", "unterlagen")
        if "reset/key/" in route:
            return self.visitors["nobody"].get(self._reset_path()).headers["Location"]
        item = str(ShareLinkItem.objects.filter(link__pk=self._link.pk).first().pk)
        route = route.replace("<int:item_pk>", item).replace(
            "postfach/<str:name>", f"postfach/{LETTER}"
        )
        return address(route, self.made) or f"/{re.sub('<[^>]+>', '1', route)}"

    def _ask(self, name: str, route: str) -> None:
        path, statuses = self.path_of(route), set()
        for visitor, client in self.visitors.items():
            response = client.get(path)
            if response.status_code == 200 and is_page(response):
                more = STATES.get(name, [])
                self.pages += [Shown(name, path + query, visitor) for query in ["", *more]]
                return
            statuses.add(200 if response.status_code == 206 else response.status_code)
            if response.status_code == 200 and not is_page(response):
                break
        is_told = statuses & {405, 200} or statuses <= {301, 302, 303}
        if not is_told and name not in NO_PAGE:
            self.forgotten.append(f"{name} {path} {sorted(statuses)}")

    def _dead_ends(self) -> None:
        dead = "gibt-es-nicht"
        prefixes = [*self._tokens, "konto/password/reset/key/1-"]
        self.pages += [Shown("over", f"/{prefix}{dead}/", "nobody") for prefix in prefixes]
        self.pages += [
            Shown("error", f"/fehler/{status}/" if status != 404 else "/kontakte/999999/", visitor)
            for status in ERRORS
            for visitor in ("administrator", "nobody")
            if (status, visitor) != (404, "nobody")
        ]

    def documents(self) -> Iterator[tuple[Shown, html.HtmlElement]]:
        """Every page as it comes from the server."""
        for page in self.pages:
            content = self.visitors[page.visitor].get(page.path).content.decode()
            yield page, html.document_fromstring(content)
