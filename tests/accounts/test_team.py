"""Colleagues come by invitation, change roles and leave; an administrator always stays."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.utils import timezone

from base.accounts.models import Agency, Invitation, Role, SecurityEvent, User
from base.accounts.record.models import EventKind
from base.accounts.team.colleagues import deactivate
from base.accounts.team.invitations import accept, open_invitation
from base.accounts.team.models import MOST_OPEN
from base.errors import DomainError
from tests.accounts.conftest import mails_to, path_in, sign_in
from tests.conftest import PASSWORD

URL = "/einstellungen/team/"
NEW = "neu@huber.example"
JOINING = {"name": "Nina Neu", "password": "ein-langes-Wort-99"}


@pytest.fixture
def invited(administrator_client):
    answer = administrator_client.post(URL, {"email": NEW.upper(), "role": "agent"})
    assert answer.status_code == 303
    return path_in(mails_to(NEW)[0], "/einladung/")


def later(**ago):
    Invitation.objects.update(sent_at=timezone.now() - timedelta(**ago))


def invitation_address():
    return f"{URL}einladungen/{Invitation.objects.get().pk}/"


def person_address(person):
    return f"{URL}personen/{person.pk}/"


def kinds(agency):
    return list(SecurityEvent.objects.of(agency.pk).values_list("kind", flat=True))[::-1]


def test_who_is_invited_makes_an_account_and_is_signed_in(invited, agency):
    client = Client()
    assert "Huber Immobilien" in client.get(invited).content.decode()
    assert User.objects.filter(email=NEW).count() == 0, "looking makes nothing"
    assert client.post(invited, JOINING).headers["Location"] == "/"
    user = User.objects.get(email=NEW)
    assert (user.name, user.role, user.agency) == ("Nina Neu", "agent", agency)
    assert client.get("/").status_code == 200
    assert kinds(agency) == [EventKind.INVITED, EventKind.JOINED, EventKind.SIGNED_IN]
    assert sign_in(Client(), user, JOINING["password"]).status_code == 302


def test_a_link_works_once(invited):
    Client().post(invited, JOINING)
    for answer in (Client().get(invited), Client().post(invited, JOINING)):
        assert answer.status_code == 410
    assert User.objects.filter(email=NEW).count() == 1


def test_a_link_expires(invited):
    later(days=6, hours=23)
    assert Client().get(invited).status_code == 200
    later(days=7, seconds=1)
    assert Client().post(invited, JOINING).status_code == 410
    assert not User.objects.filter(email=NEW).exists()


def test_a_link_can_be_taken_back(invited, administrator_client):
    administrator_client.post(invitation_address(), {"do": "withdraw"})
    assert Client().post(invited, JOINING).status_code == 410
    assert NEW not in administrator_client.get(URL).content.decode()


def test_a_new_mail_makes_the_older_link_worthless(invited, administrator_client):
    administrator_client.post(invitation_address(), {"do": "resend"})
    assert len(mails_to(NEW)) == 1, "not within the minute"
    later(days=8)
    administrator_client.post(invitation_address(), {"do": "resend"})
    assert Client().get(invited).status_code == 410
    newer = path_in(mails_to(NEW)[1], "/einladung/")
    assert Client().get(newer).status_code == 200


@pytest.mark.parametrize("password", ["", "kurz", "12345678901", "password", "neu@huber.example"])
def test_a_weak_password_makes_no_account(invited, password):
    answer = Client().post(invited, {**JOINING, "password": password})
    assert answer.status_code == 422
    assert not User.objects.filter(email=NEW).exists()
    assert Client().get(invited).status_code == 200


def test_whether_an_address_has_an_account_elsewhere_is_told_to_its_owner_only(
    administrator_client, stranger
):
    answer = administrator_client.post(URL, {"email": stranger.email, "role": "agent"}, follow=True)
    assert "unterwegs" in answer.content.decode()
    (told,) = mails_to(stranger.email)
    assert "/einladung/" not in told
    assert "einem anderen Büro" in told


@pytest.mark.parametrize("email", ["agent@huber.example", "kein", "", "neu@huber.example"])
def test_who_cannot_be_invited(administrator_client, invited, agent, email):
    mail.outbox.clear()
    answer = administrator_client.post(URL, {"email": email, "role": "agent"})
    assert answer.status_code == 422
    assert mail.outbox == []


def test_a_role_that_does_not_exist_is_refused(administrator_client, agent):
    assert administrator_client.post(URL, {"email": NEW, "role": "root"}).status_code == 422
    assert administrator_client.post(person_address(agent), {"role": "root"}).status_code == 404


def test_mails_to_strangers_are_bounded(administrator_client, agency):
    Invitation.objects.bulk_create(
        Invitation(agency=agency, email=f"a{n}@b.example") for n in range(MOST_OPEN)
    )
    assert administrator_client.post(URL, {"email": NEW, "role": "agent"}).status_code == 422


def test_an_account_made_meanwhile_ends_the_invitation(invited, other_agency):
    User.objects.create_user(NEW, name="Anders", agency=other_agency)
    assert Client().post(invited, JOINING).status_code in (410, 422)
    assert User.objects.get(email=NEW).agency == other_agency


def test_roles_are_changed_and_hold_at_once(administrator_client, agent, agent_client, agency):
    administrator_client.post(person_address(agent), {"role": "read_only"})
    assert agent_client.post("/kontakte/neu/", {}).status_code == 403
    event = SecurityEvent.objects.of(agency.pk)[0]
    assert (event.kind, event.about) == (EventKind.ROLE_CHANGED, "Anna Huber: Makler → Nur lesen")


def test_a_deactivated_colleague_is_out_at_once(administrator_client, agent, agent_client):
    assert agent_client.get("/kontakte/").status_code == 200
    administrator_client.post(person_address(agent), {"do": "deactivate"})
    assert agent_client.get("/kontakte/").status_code == 302
    assert "passen nicht" in sign_in(Client(), agent, "falsch").content.decode()
    assert "inactive" in sign_in(Client(), agent).headers["Location"]
    administrator_client.post(person_address(agent), {"do": "reactivate"})
    assert agent_client.get("/kontakte/").status_code == 302, "the old session is over"
    assert sign_in(Client(), agent).status_code == 302


def test_nobody_locks_themselves_or_the_last_administrator_out(
    administrator_client, administrator, agency
):
    for change in ({"do": "deactivate"}, {"role": "agent"}, {"role": "read_only"}):
        answer = administrator_client.post(person_address(administrator), change, follow=True)
        assert "toast-error" in answer.content.decode()
    administrator.refresh_from_db()
    assert (administrator.is_active, administrator.role) == (True, "administrator")
    second = User.objects.create_user(
        "z@huber.example", name="Z", agency=agency, role="administrator", is_active=False
    )
    administrator_client.post(person_address(administrator), {"role": "agent"})
    administrator.refresh_from_db()
    assert administrator.role == "administrator", "one who is locked does not count"
    administrator_client.post(person_address(second), {"do": "reactivate"})
    administrator_client.post(person_address(administrator), {"role": "agent"})
    administrator.refresh_from_db()
    assert administrator.role == "agent"


@pytest.mark.parametrize("who", ["agent_client", "reader_client"])
def test_only_administrators_manage_the_team(who, request, invited, administrator):
    client = request.getfixturevalue(who)
    assert client.get(URL).status_code == 403
    for address in (URL, f"{URL}anmeldung/", invitation_address(), person_address(administrator)):
        answer = client.post(address, {"email": "x@y.at", "role": "agent", "do": "deactivate"})
        assert answer.status_code == 403
    administrator.refresh_from_db()
    assert administrator.is_active


def test_another_agency_does_not_exist(invited, administrator, agent, other_agency):
    chief = User.objects.create_user(
        "c@fremd.example", name="C", agency=other_agency, role="administrator"
    )
    client = Client()
    client.force_login(chief)
    for address in (invitation_address(), person_address(agent)):
        assert client.post(address, {"do": "deactivate", "role": "agent"}).status_code == 404
    assert NEW not in client.get(URL).content.decode()


def test_rules_of_signing_in_are_set(administrator_client, agency):
    for odd in ("7", "x", "-1", "99999999999"):
        answer = administrator_client.post(f"{URL}anmeldung/", {"idle_minutes": odd})
        assert answer.status_code == 422, odd
    agency.refresh_from_db()
    assert agency.idle_minutes is None
    data = {"idle_minutes": "15", "requires_second_factor": "on"}
    assert administrator_client.post(f"{URL}anmeldung/", data).status_code == 303
    agency.refresh_from_db()
    assert (agency.idle_minutes, agency.requires_second_factor) == (15, True)


def parallel(work, values):
    def one(value):
        try:
            return work(value) and "done"
        except DomainError:
            return "refused"
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        return sorted(pool.map(one, values))


@pytest.mark.django_db(transaction=True)
def test_two_administrators_cannot_lock_each_other_out_at_once():
    agency = Agency.objects.create(name="A", slug="a", sender_address="a@a.example")
    one, two = (
        User.objects.create_user(f"{n}@a.example", name=n, agency=agency, role=Role.ADMINISTRATOR)
        for n in "xy"
    )
    told = parallel(
        lambda pair: deactivate(colleague=pair[0], by=pair[1]), [(one, two), (two, one)]
    )
    assert told == ["done", "refused"]


@pytest.mark.django_db(transaction=True)
def test_a_link_used_twice_at_once_makes_one_account():
    agency = Agency.objects.create(name="A", slug="a", sender_address="a@a.example")
    invitation = Invitation.objects.create(agency=agency, email=NEW)
    told = parallel(
        lambda name: accept(invitation=invitation, name=name, password=PASSWORD), "abcd"
    )
    assert told == ["done", "refused", "refused", "refused"]
    assert User.objects.filter(email=NEW).count() == 1


@pytest.mark.parametrize("token", ["x", "A" * 43, "ä" * 10, "%00"])
def test_links_of_nobody(token, db):
    with pytest.raises(DomainError):
        open_invitation(token)
    assert Client().get(f"/einladung/{token}/").status_code == 410
