"""Who sees what: every address is walked, and one nobody thought about fails the test."""

import io
import logging
import re
from datetime import timedelta
from hashlib import sha256
from types import SimpleNamespace

import pytest
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

from audit.context import acting, action
from base.accounts.models import Invitation, User
from base.jobs.bulk.models import BulkRun, BulkState
from base.jobs.bulk.services import start_bulk
from base.jobs.models import ImportRun
from contacts.consents.services import Given, Proof
from contacts.data import ContactData
from contacts.deduplication.services.merge_many import KIND as MERGE
from contacts.export.services import KIND as EXPORT
from contacts.models import Contact
from contacts.record.services.couples import make_couple
from contacts.relations.services import RelationData, relate
from contacts.services import (
    add_file,
    add_id_copy,
    record_consent,
    save_contact,
    save_view,
    set_photo,
    tell_apart,
)
from properties.matching.criteria import CriterionKind
from properties.matching.predicate import Wanted
from properties.models import Property
from properties.notes.services import NoteData, add_note
from properties.orders.services import create_order
from properties.parties.services import add_party
from properties.services import add_document, add_image, save_property
from sharing.models import ShareLink
from sharing.services import confirm_terms, generate_link, queue_mail, save_link
from tests.files.test_taking_in import PDF, picture

# Addresses that answer without a sign-in, each for a reason.
PUBLIC = {
    "health": "the supervisor and load balancers ask",
    "ui": "the icon of the sign-in page",
    "ui:robots": "search engines ask before they look",
    "ui:language": "choosing a language before signing in",
    "ui:theme": "choosing light or dark before signing in",
    "ui:shortcut_switch": "a preference of the browser",
    "accounts:accept_invitation": "whoever was invited has no account yet; the token is the key",
    "accounts:account_email_confirm": "opened from a mail; the token is the key",
    "accounts:mfa_login_webauthn": "signing in by a passkey",
    "files:agency_logo": "customers see it on public pages and in mails",
    "accounts:confirm_sender": "the owner of a sender address says yes; the token is the key",
    "sharing:public": "customers open links without a login; the token is the key",
    "sharing:look": "as above",
    "sharing:picture": "as above",
    "sharing:contents": "as above, with a ticket",
    "sharing:download": "as above, with a ticket",
    "sharing:document": "as above, with a ticket",
}
# allauth answers these itself: sign-in, forgotten passwords, the closed sign-up.
PUBLIC_PREFIXES = ("account_", "mfa_")
# Taken apart elsewhere: the operator's pages, and allauth's, which know only one's own account.
OTHERS = ("admin", "account_", "mfa_")
# Files of the local mailbox, which exists only on a developer's machine and has no agency.
WITHOUT_AGENCY = {"sharing:letter"}


def patterns(resolver=None, prefix="", namespace=""):
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            inner = ":".join(filter(None, [namespace, entry.namespace]))
            yield from patterns(entry, prefix + str(entry.pattern), inner)
        elif isinstance(entry, URLPattern):
            name = ":".join(filter(None, [namespace, entry.name]))
            yield name, prefix + str(entry.pattern), entry


def passkey_data():
    """What is kept of a passkey: a key that a device made, as a browser hands it over."""
    key = ES256.from_cryptography_key(generate_private_key(SECP256R1()).public_key())
    held = AttestedCredentialData.create(bytes(16), b"laptop", key)
    told = AuthenticatorData.create(
        sha256(b"localhost").digest(),
        AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.AT,
        0,
        bytes(held),
    )
    client = CollectedClientData.create("webauthn.create", b"challenge", "http://localhost")
    response = {
        "clientDataJSON": websafe_encode(client),
        "attestationObject": websafe_encode(AttestationObject.create("none", told, {})),
    }
    name = websafe_encode(b"laptop")
    credential = {"id": name, "rawId": name, "type": "public-key", "response": response}
    return {"name": "Laptop", "credential": credential}


def test_only_known_addresses_are_public():
    public = {
        name
        for name, _, entry in patterns()
        if not getattr(entry.callback, "login_required", True)
        if not name.startswith(("admin:", *PUBLIC_PREFIXES))
    }
    assert public == set(PUBLIC)


@pytest.mark.django_db
def test_without_sign_in_every_other_address_leads_to_it(client):
    for name, route, entry in patterns():
        if "<" in route or name in PUBLIC or name.startswith((*PUBLIC_PREFIXES, "admin:")):
            continue
        if not getattr(entry.callback, "login_required", True):
            continue
        response = client.get(f"/{route}")
        assert response.status_code == 302, (name, response.status_code)
        assert "/konto/login/" in response.headers["Location"], name


@pytest.fixture
def made(agency, agent, django_capture_on_commit_callbacks):
    """One object of each kind, all of one agency."""
    with acting(actor_id=agent.pk, actor="Anna"), action("test.make") as context:
        contact = save_contact(
            agency=agency, contact=None, data=ContactData({"family_name": "Eigen"}), user=agent
        )
        other = save_contact(
            agency=agency, contact=None, data=ContactData({"family_name": "Andere"}), user=agent
        )
        decision = tell_apart(one=contact, other=other, user=agent)
        relation = relate(contact=contact, other=other, data=RelationData("spouse"))
        couple = make_couple(
            first=save_contact(
                agency=agency, contact=None, data=ContactData({"given_name": "Eva"}), user=agent
            ),
            second=save_contact(
                agency=agency, contact=None, data=ContactData({"given_name": "Karl"}), user=agent
            ),
            user=agent,
        )
        flat = save_property(
            agency=agency, values={"title": "Wohnung", "object_number": "E-1"}, user=agent
        )
        image = add_image(property=flat, source=io.BytesIO(picture()), name="a.jpg", user=agent)
        paper = add_document(property=flat, source=io.BytesIO(PDF), name="a.pdf", user=agent)
        set_photo(contact=contact, source=io.BytesIO(picture()), name="p.jpg", user=agent)
        file = add_file(contact=contact, source=io.BytesIO(PDF), name="b.pdf", user=agent)
        copy = add_id_copy(contact=contact, source=io.BytesIO(PDF), name="d.pdf", user=agent)
        consent = record_consent(
            contact=contact,
            user=agent,
            proof=Proof(io.BytesIO(PDF), "e.pdf"),
            given=Given(["email"], "news", "Ja", timezone.now()),
        )[0]
        order = create_order(
            contact=contact, title="Suche", criteria=[Wanted(CriterionKind.PLACE, codes=("8010",))]
        )
        note = add_note(
            user=agent,
            data=NoteData("call", timezone.now(), "Text", contact=contact, property=flat),
        )[0]
        party = add_party(contact=contact, property=flat, kind="owner")[0]
        link, _ = generate_link(
            contact=contact, property=flat, documents=[paper.pk], files=[], user=agent
        )
        mail = queue_mail(
            contact=contact, user=agent, to="a@example.at", subject="Betreff", text="Text"
        )
        terms = confirm_terms(
            contact=contact,
            confirmed_on=timezone.localdate(),
            source=io.BytesIO(PDF),
            name="c.pdf",
            user=agent,
        )
    view = save_view(
        agency=agency, user=agent, name="Meine", query="", columns=["name"], is_shared=True
    )
    bulk = start_bulk(
        agency=agency,
        kind="contacts",
        user=agent,
        title="Status setzen",
        selection={"ids": [contact.pk]},
        values={"change": "status", "values": {"status": "new"}},
    )
    made_file = BulkRun.objects.create(
        agency=agency,
        kind=EXPORT,
        released_by=agent,
        title="Export",
        state=BulkState.DONE,
        file=ContentFile(b"x", name="k.xlsx"),
        file_name="k.xlsx",
        finished_at=timezone.now(),
    )
    merges = start_bulk(
        agency=agency,
        kind=MERGE,
        user=agent,
        title="Alle sicheren zusammenführen",
        selection={"pairs": []},
        values={},
    )
    passkey = Authenticator.objects.create(user=agent, type="webauthn", data=passkey_data())
    invitation = Invitation.objects.create(agency=agency, email="neu@example.at")
    cards = ImportRun.objects.create(agency=agency, kind="contacts", created_by=agent)
    feeds = ImportRun.objects.create(agency=agency, kind="openimmo", created_by=agent)
    binned = Contact.objects.create(agency=agency, family_name="Weg", deleted_at=timezone.now())
    property_binned = Property.objects.create(agency=agency, deleted_at=timezone.now())
    return SimpleNamespace(
        context=context.id,
        contact=contact.pk,
        property=flat.pk,
        image=image.pk,
        document=paper.pk,
        file=file.pk,
        order=order.pk,
        criterion=order.criteria.get().pk,
        other=other.pk,
        decision=decision.pk,
        copy=copy.pk,
        consent=consent.pk,
        relation=relation.pk,
        couple=couple.pk,
        link=link.pk,
        binned=binned.pk,
        property_binned=property_binned.pk,
        mail=mail.pk,
        terms=terms.pk,
        cards=cards.pk,
        feeds=feeds.pk,
        party=party.pk,
        note=note.pk,
        view=view.pk,
        bulk=bulk.pk,
        export=made_file.pk,
        merges=merges.pk,
        passkey=passkey.pk,
        invitation=invitation.pk,
        colleague=agent.pk,
    )


def address(route, made):
    """The address of an own object; None for a placeholder that nobody thought about."""
    contact = made.couple if "/paar/aufloesen" in route else made.contact
    runs = {"export": made.export, "doubletten": made.merges}
    values = {
        "<uuid:context>": made.context,
        "<int:run>": made.cards if route.startswith("kontakte") else made.feeds,
        "<int:view_pk>": made.view,
        "<int:bulk>": next((pk for word, pk in runs.items() if f"/{word}/" in route), made.bulk),
        "<str:field>": "iban",
        "<slug:kind>": "place",
        "<str:direction>": "up",
        "<int:file_id>": made.file,
        "<int:order_pk>": made.order,
        "<int:criterion_pk>": made.criterion,
        "<int:image_pk>": made.image,
        "<int:document_pk>": made.document,
        "<int:link_pk>": made.link,
        "<int:confirmation_pk>": made.terms,
        "<int:relation_pk>": made.relation,
        "<int:party_pk>": made.party,
        "<int:note_pk>": made.note,
        "<int:other>": made.other,
        "<int:decision>": made.decision,
        "<int:copy_id>": made.copy,
        "<int:consent_pk>": made.consent,
        "<int:pk>": {
            "kontakte": contact,
            "immobilien": made.property,
            "postausgang": made.mail,
        }.get(route.split("/")[0]),
    }
    if route.startswith("kontakte/papierkorb"):
        values["<int:pk>"] = made.binned
    if route.startswith("immobilien/papierkorb"):
        values["<int:pk>"] = made.property_binned
    if route.startswith("konto/2fa/"):
        values["<int:pk>"] = made.passkey
    if route.startswith("einstellungen/team/"):
        values["<int:pk>"] = made.invitation if "einladungen" in route else made.colleague
    filled = re.sub(r"<[^>]+>", lambda found: str(values.get(found[0], "?")), route)
    return None if "?" in filled or "None" in filled else f"/{filled}"


def test_a_stranger_gets_404_for_every_object(made, stranger_client):
    unknown, open_to_strangers = [], {}
    for name, route, _entry in patterns():
        if "<" not in route or name in PUBLIC or name in WITHOUT_AGENCY or name.startswith(OTHERS):
            continue
        own = address(route, made)
        if own is None:
            unknown.append(name)
            continue
        answers = {stranger_client.get(own).status_code, stranger_client.post(own).status_code}
        # A method that the page does not know may be refused before the object is looked for.
        if 404 not in answers or not answers <= {404, 405}:
            if name == "audit:undo" and stranger_client.post(own).status_code in (302, 303):
                continue  # says in a toast that there is nothing to undo; proved in tests/audit
            open_to_strangers[name] = answers
    assert unknown == []
    assert open_to_strangers == {}


def test_the_walk_uses_addresses_that_exist(made, agent_client):
    """The same walk by somebody who may: no GET page of an own object is missing."""
    missing = []
    for name, route, _entry in patterns():
        if "<" not in route or name in PUBLIC or name in WITHOUT_AGENCY or name.startswith(OTHERS):
            continue
        own = address(route, made)
        if own and agent_client.get(own).status_code == 404:
            missing.append(name)
    assert missing == []


def test_who_may_only_read_sees_no_form_made_for_changing(made, reader_client):
    """Views marked `writers_only` refuse readers before anything else."""
    marked = [
        (name, own)
        for name, route, entry in patterns()
        if getattr(entry.callback, "writers_only", False) and (own := address(route, made))
    ]
    assert {name for name, _ in marked} >= {"contacts:create", "properties:create"}
    assert [name for name, own in marked if reader_client.get(own).status_code != 403] == []


# Addresses for which it takes an administrator of the agency.
ADMINISTRATORS_ONLY = {
    "accounts:agency_settings",
    "accounts:change_colleague",
    "accounts:change_invitation",
    "accounts:exporters",
    "accounts:security_record",
    "accounts:sign_in_rules",
    "accounts:team",
    "accounts:withdraw_sender",
    "contacts:erase",
    "files:change_logo",
    "properties:erase",
    "properties:numbers",
}
# A step of one's own account answers who is signed in, whatever the role and the agency.
OWN_ACCOUNT = ("account_", "mfa_", "accounts:account_", "accounts:mfa_", "usersessions_")
COLUMNS = ("stranger", "other agency", "read-only", "agent", "administrator", "operator")


@pytest.fixture
def visitors(client, stranger_client, reader_client, agent_client, administrator_client):
    operator = User.objects.create_superuser("betrieb@immonaut.example", "x", name="Betrieb")
    signed_in = Client()
    signed_in.force_login(operator, backend=settings.AUTHENTICATION_BACKENDS[0])
    people = (
        client,
        stranger_client,
        reader_client,
        agent_client,
        administrator_client,
        signed_in,
    )
    return dict(zip(COLUMNS, people, strict=True))


def asked(client, method, own):
    """The status of one request, of which nothing stays."""
    with transaction.atomic():
        status = getattr(client, method)(own).status_code
        transaction.set_rollback(True)
    return status


@pytest.fixture
def quiet():
    """Without a line for each refusal."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def access_table(made, visitors):
    """(name, method) -> status for each of COLUMNS; POST where there is no page to GET."""
    link = ShareLink.objects.get(pk=made.link)
    item, table = link.items.get().pk, {}
    for name, route, _entry in patterns():
        if name.startswith("admin"):
            continue
        own = address(route, made) if "<" in route and name not in PUBLIC else f"/{route}"
        own = (own or f"/{route}").replace("<str:token>", link.token)
        own = own.replace("<int:item_pk>", str(item))
        own = re.sub(r"<str:ticket>", "unterlagen", re.sub(r"<(?!str:ticket)[^>]+>", "1", own))
        if "(?P" in own or "^" in own:
            own = f"/{route.partition('^')[0]}"
        method = "post" if asked(visitors["administrator"], "get", own) == 405 else "get"
        table[name, method] = {who: asked(visitors[who], method, own) for who in COLUMNS}
    return table


def in_words(table):
    """The table as text."""
    width = max(len(name) for name, _ in table)
    lines = ["  ".join(["route".ljust(width), "    ", *COLUMNS])]
    for (name, method), row in sorted(table.items()):
        cells = [str(row[who]).ljust(len(who)) for who in COLUMNS]
        lines.append("  ".join([name.ljust(width), method.upper().ljust(4), *cells]))
    return "\n".join(lines)


def test_the_access_table_of_all_roles(made, visitors, quiet):
    """Read it with `make test ARGS="-n 0 -s tests/conventions/test_access.py -k table"`."""
    generate = ShareLink.objects.get(pk=made.link)
    save_link(link=generate, valid_until=timezone.now() + timedelta(days=1))
    table = access_table(made, visitors)
    print("\n" + in_words(table))
    entries = {name: entry for name, _route, entry in patterns()}
    routes = {name: route for name, route, _entry in patterns()}

    def among(who, *statuses):
        return {name for (name, _), row in table.items() if row[who] in statuses}

    failing = {name for (name, _), row in table.items() if any(s >= 500 for s in row.values())}
    assert failing == set()
    ours = {name for name, _ in table if not name.startswith(OWN_ACCOUNT)} - set(PUBLIC)
    assert ours - among("stranger", 302) == set(), "they answer without a sign-in"
    objects = {name for name in ours - WITHOUT_AGENCY if "<" in routes[name]} - {"audit:undo"}
    assert objects - among("other agency", 404) == set(), "another agency's objects answer"
    assert ours - among("operator", 302) == set(), "operators have no agency to see"
    assert (among("agent", 403) & ours) == ADMINISTRATORS_ONLY
    assert (among("administrator", 403) & ours) == set()
    refused = {
        name
        for name, method in table
        if name in ours
        and (
            method == "post"
            or name in ADMINISTRATORS_ONLY
            or getattr(entries[name].callback, "writers_only", False)
            or getattr(entries[name].callback, "exporters_only", False)
        )
    }
    assert (among("read-only", 403) & ours) == refused, "who only reads may do other things"
