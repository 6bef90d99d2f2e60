"""The same form sent twice, at once or later, writes once; another form or other contents count."""

import threading
import time
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from base.once.claims import forget_claims
from base.once.models import Claim
from contacts.models import Contact, ContactFile
from properties.models.orders import SearchOrder
from sharing.models import OutboxMail, ShareLink
from sharing.models.links import LinkView
from sharing.services import generate_link, save_link
from tests.once.conftest import Visitor, filled
from tests.sharing.conftest import flat, maria, pdf, register  # noqa: F401

HTMX = {"HX-Request": "true", "HX-Target": "dialog"}


def settled(count: int) -> bool:
    """Whether so many keys are kept, and no request is at work; it ends after its answer."""
    for _ in range(100):
        if (Claim.objects.count(), Claim.objects.filter(outcome="").count()) == (count, 0):
            return True
        time.sleep(0.05)
    return False


def ids() -> str:
    return ",".join(str(pk) for pk in Contact.objects.values_list("pk", flat=True))


@pytest.fixture
def link(maria, flat, register, agent):  # noqa: F811
    made, _ = generate_link(
        contact=maria, property=flat, documents=[register.pk], files=[], user=agent
    )
    save_link(link=made, valid_until=timezone.now() + timedelta(days=9))
    return made


def test_a_link_is_mailed_once(visitor, maria, link):  # noqa: F811
    path = f"/kontakte/{maria.pk}/freigaben/{link.pk}/senden/"
    answers = visitor.post_together(path, visitor.form(path), times=4, **HTMX)
    assert OutboxMail.objects.count() == 1
    assert {(a.status, a.redirect) for a in answers} == {(200, f"/kontakte/{maria.pk}/freigaben/")}


def test_a_search_order_is_created_once(visitor, maria):  # noqa: F811
    path = f"/kontakte/{maria.pk}/suchauftraege/neu/"
    sent = filled(visitor.form(path), title="Doppelt", budget_max="300.000")
    first, second = visitor.post_together(path, sent)
    assert SearchOrder.objects.count() == 1
    assert (first.status, first.location) == (second.status, second.location)
    assert first.status == 303


def test_a_link_draft_is_made_once(visitor, maria, flat, register):  # noqa: F811
    page = f"/kontakte/{maria.pk}/freigaben/?immobilie={flat.pk}"
    path = f"/kontakte/{maria.pk}/freigaben/erzeugen/"
    sent = [*visitor.form(page, path), ("document", str(register.pk)), ("immobilie", str(flat.pk))]
    visitor.post_together(path, sent)
    assert ShareLink.objects.count() == 1


def test_a_contact_that_no_duplicate_check_finds_is_created_once(visitor):
    sent = filled(visitor.form("/kontakte/neu/"), given_name="Anna")
    first, second = visitor.post_together("/kontakte/neu/", sent)
    assert Contact.objects.count() == 1
    assert first.location == second.location == f"/kontakte/{Contact.objects.get().pk}/"


def test_a_customer_without_login_counts_once(live, link):
    customer = Visitor(live.url)
    address = f"/s/{link.token}/"
    sent = customer.form(address, f"{address}ansehen/")
    answers = customer.post_together(f"{address}ansehen/", sent, times=3)
    assert LinkView.objects.count() == 1
    assert len({answer.location for answer in answers}) == 1
    customer.post(f"{address}ansehen/", customer.form(address, f"{address}ansehen/"))
    assert LinkView.objects.count() == 2


def test_back_and_sent_again_unchanged_leads_to_the_result_and_says_so(visitor):
    sent = filled(visitor.form("/kontakte/neu/"), family_name="Einmal")
    first = visitor.post("/kontakte/neu/", sent)
    visitor.get(first.location)  # its toast is shown here
    assert settled(1)
    Claim.objects.update(at=timezone.now() - timedelta(minutes=3))
    again = visitor.post("/kontakte/neu/", sent)
    assert again.location == first.location
    assert "nur einmal geschehen" in visitor.get(again.location).text
    assert Contact.objects.count() == 1


def test_back_changed_and_sent_again_is_not_swallowed(visitor):
    sent = filled(visitor.form("/kontakte/neu/"), family_name="Gestern")
    visitor.post("/kontakte/neu/", sent)
    visitor.post("/kontakte/neu/", filled(sent, family_name="Anders"))
    assert set(Contact.objects.values_list("family_name", flat=True)) == {"Gestern", "Anders"}


def test_there_and_back_again_are_three_writes(visitor, maria):  # noqa: F811
    """A form that stays open and saves itself: the last state is what counts."""
    path = f"/kontakte/{maria.pk}/"
    sent = visitor.form(path)
    sent = [(name, value) for name, value in sent if name != "base"]
    for place in ("Graz", "Wien", "Graz"):
        visitor.post(path, filled(sent, birth_place=place))
        maria.refresh_from_db()
        assert maria.birth_place == place


def test_two_tabs_are_two_writes(visitor):
    for _tab in range(2):
        sent = filled(visitor.form("/kontakte/neu/"), company_name="Bau GmbH", kind="company")
        visitor.post("/kontakte/neu/", [*sent, ("accept_duplicates", ids())])
    assert Contact.objects.count() == 2


def test_a_refused_form_can_be_sent_again(visitor):
    sent = filled(visitor.form("/kontakte/neu/"), family_name="Datum")
    wrong = filled(sent, birth_date="31.02.1970")
    assert [visitor.post("/kontakte/neu/", wrong).status for _ in range(2)] == [422, 422]
    assert settled(0)
    assert visitor.post("/kontakte/neu/", sent).status == 303
    assert Contact.objects.count() == 1


def test_what_fails_in_the_middle_can_be_sent_again(visitor):
    """A database that refuses stands for any fault: nothing was written, the key is free."""
    sent = filled(visitor.form("/kontakte/neu/"), family_name="Störung")
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE contacts_contact ADD CONSTRAINT broken CHECK (false) NOT VALID")
        try:
            assert visitor.post("/kontakte/neu/", sent).status == 500
        finally:
            cursor.execute("ALTER TABLE contacts_contact DROP CONSTRAINT broken")
    assert visitor.post("/kontakte/neu/", sent).status == 303
    assert Contact.objects.count() == 1


def multipart(pairs, name: str, files: list[tuple[str, bytes]]) -> tuple[bytes, str]:
    mark = "----grenze7"
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{n}"\r\n\r\n{v}\r\n'.encode()
        for n, v in pairs
    ]
    parts += [
        f'--{mark}\r\nContent-Disposition: form-data; name="{name}"; filename="{file}"\r\n'
        f"Content-Type: application/pdf\r\n\r\n".encode()
        + body
        + b"\r\n"
        for file, body in files
    ]
    return b"".join([*parts, f"--{mark}--\r\n".encode()]), f"multipart/form-data; boundary={mark}"


def test_the_same_file_is_taken_once_and_another_of_its_name_counts(visitor, maria):  # noqa: F811
    path = f"/kontakte/{maria.pk}/dateien/"
    pairs = [(n, v) for n, v in visitor.form(path) if n != "files"]
    for content in (b"eins", b"eins", b"zwei"):
        body, kind = multipart(pairs, "files", [("scan.pdf", pdf(content.decode()).read())])
        assert visitor.ask("POST", path, body, {"Content-Type": kind}.items()).status == 303
    assert ContactFile.objects.count() == 2


def test_what_writes_nothing_may_be_asked_again_and_again(visitor):
    """A button that only leads back to the form: nothing is kept of it."""
    sent = [*visitor.form("/kontakte/neu/"), ("back", "1")]
    assert [visitor.post("/kontakte/neu/", sent).status for _ in range(3)] == [422, 422, 422]
    assert settled(0)


def test_a_key_of_another_person_or_visitor_is_another_form(visitor, live, stranger):
    """Knowing somebody's key neither tells what came of it nor takes it away."""
    sent = filled(visitor.form("/kontakte/neu/"), family_name="Meiner")
    first = visitor.post("/kontakte/neu/", sent)
    assert Visitor(live.url).post("/kontakte/neu/", sent).location != first.location
    assert Contact.objects.count() == 1


def test_whoever_was_cut_off_is_told_and_can_send_again(visitor):
    sent = filled(visitor.form("/kontakte/neu/"), family_name="Abgerissen")
    visitor.post("/kontakte/neu/", sent)
    assert settled(1)
    # As a process that was killed in the middle leaves it: claimed by a session that is gone.
    Claim.objects.update(outcome="", backend=2**30)
    answer = visitor.post("/kontakte/neu/", sent)
    assert answer.status == 409
    assert "sehen Sie nach" in answer.text
    assert visitor.post("/kontakte/neu/", sent).status in (303, 422)  # does it, or finds the double


def test_the_second_waits_for_the_first(visitor):
    """The first is held up in the database; the second answers with it, not before it."""
    sent = filled(visitor.form("/kontakte/neu/"), family_name="Langsam")
    answers = []
    with connection.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("LOCK TABLE contacts_contact IN EXCLUSIVE MODE")
        senders = [
            threading.Thread(target=lambda: answers.append(visitor.post("/kontakte/neu/", sent)))
            for _ in range(2)
        ]
        for sender in senders:
            sender.start()
        time.sleep(1)
        assert answers == []
        cursor.execute("COMMIT")
    for sender in senders:
        sender.join()
    assert {answer.status for answer in answers} == {303}
    assert Contact.objects.count() == 1


def test_keys_are_forgotten_when_their_pages_are_gone(visitor):
    sent = filled(visitor.form("/kontakte/neu/"), family_name="Alt")
    visitor.post("/kontakte/neu/", sent)
    assert settled(1)
    assert forget_claims() == 0
    Claim.objects.update(at=timezone.now() - timedelta(days=15))
    assert forget_claims() == 1


def test_what_is_kept_tells_nothing_that_was_typed(visitor):
    sent = filled(visitor.form("/kontakte/neu/"), family_name="Geheimnis")
    location = visitor.post("/kontakte/neu/", sent).location
    assert settled(1)
    row = " ".join(map(str, Claim.objects.values_list().get()))
    assert "Geheimnis" not in row
    assert location not in row
