"""What an undo may take back of one change, told by the rows as they are now."""

import uuid

import pytest

from audit.context import action
from audit.models import Change, Operation
from audit.undo import reason_to_keep
from audit.undo.plan import goes_softly, planned
from audit.undo.secrets import SECRET_MARK
from audit.undo.verdicts import Findings, Verdict, columns_back, is_as_added, verdict
from contacts.models import Contact, ContactPhone

ACTION = uuid.UUID(int=1)
PHONE, CONTACT = "contacts_contactphone", "contacts_contact"


def change(operation, *, before=None, after=None, pk=1, table=PHONE, row=5, subject=("contact", 9)):
    return Change(
        pk=pk,
        table_name=table,
        row_id=row,
        operation=operation,
        before=before,
        after=after,
        context=ACTION,
        subject_type=subject[0],
        subject_id=subject[1],
    )


def judged(one, now, rivals=(), own=()):
    findings = Findings(rows={one.pk: now}, stops={}, rivals={one.pk: set(rivals)})
    return verdict(one, findings, set(own))


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (None, Verdict.DONE),
        ({"number": "1"}, Verdict.FREE),
        ({"number": "2"}, Verdict.CHANGED),
        ({}, Verdict.CHANGED),
    ],
)
def test_a_row_that_was_added(now, expected):
    assert judged(change(Operation.INSERT, after={"number": "1"}), now) == expected


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (None, Verdict.DONE),
        ({"name": "Huber", "deleted_at": None}, Verdict.FREE),
        # It goes into the bin with all that was written into it since.
        ({"name": "Maier", "deleted_at": None}, Verdict.FREE),
        ({"name": "Huber", "deleted_at": "2026-11-30"}, Verdict.DONE),
    ],
)
def test_a_row_that_was_added_and_has_a_bin(now, expected):
    added = change(Operation.INSERT, after={"name": "Huber", "deleted_at": None}, table=CONTACT)
    assert judged(added, now) == expected


@pytest.mark.parametrize(
    ("now", "rivals", "own", "expected"),
    [
        (None, [], [], Verdict.FREE),
        ({"number": "1"}, [], [], Verdict.DONE),
        (None, [(PHONE, 6)], [], Verdict.CHANGED),
        (None, [(PHONE, 6)], [(PHONE, 6)], Verdict.FREE),
        (None, [(PHONE, 6), (PHONE, 7)], [(PHONE, 6)], Verdict.CHANGED),
    ],
)
def test_a_row_that_was_removed(now, rivals, own, expected):
    removed = change(Operation.DELETE, before={"number": "1"})
    assert judged(removed, now, rivals, own) == expected


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (None, Verdict.CHANGED),
        ({"number": "2", "label": "b"}, Verdict.FREE),
        ({"number": "2", "label": "c"}, Verdict.FREE),
        ({"number": "3", "label": "c"}, Verdict.CHANGED),
        ({"number": "1", "label": "a"}, Verdict.DONE),
        ({"number": "1", "label": "c"}, Verdict.CHANGED),
    ],
)
def test_columns_that_were_changed(now, expected):
    """From 1 and a to 2 and b: one column that is still as it was made is enough."""
    changed = change(
        Operation.UPDATE,
        before={"number": "1", "label": "a"},
        after={"number": "2", "label": "b"},
    )
    assert judged(changed, now) == expected


def test_only_columns_that_nobody_changed_since_go_back():
    changed = change(
        Operation.UPDATE,
        before={"number": "1", "label": "a"},
        after={"number": "2", "label": "b"},
    )
    assert columns_back(changed, {"number": "2", "label": "c"}) == ({"number": "1"}, ["label"])


@pytest.mark.django_db
def test_a_secret_that_nobody_kept_stays():
    changed = change(Operation.UPDATE, before={"iban": SECRET_MARK}, after={"iban": SECRET_MARK})
    assert columns_back(changed, {"iban": "encrypted"}) == ({}, ["iban"])


def test_a_secret_says_nothing_about_whether_a_row_is_as_it_was_added():
    added = change(Operation.INSERT, after={"iban": SECRET_MARK, "bank": "Raika"})
    assert is_as_added(added, {"iban": "encrypted", "bank": "Raika"})
    assert not is_as_added(added, {"iban": "encrypted", "bank": "Erste"})


def test_what_has_a_bin_goes_softly():
    assert goes_softly(change(Operation.INSERT, after={"deleted_at": None}))
    assert not goes_softly(change(Operation.INSERT, after={"number": "1"}))
    assert not goes_softly(change(Operation.DELETE))
    told = change(Operation.INSERT)
    told.goes_softly = True
    assert goes_softly(told)


class TestPlan:
    def created(self, pk=1, **values):
        return change(
            Operation.INSERT, after={"deleted_at": None}, pk=pk, table=CONTACT, row=9, **values
        )

    def test_what_hangs_on_a_new_contact_goes_with_it(self):
        contact = self.created()
        phone = change(Operation.INSERT, after={"number": "1"}, pk=2)
        renamed = change(
            Operation.UPDATE, before={"name": ""}, after={"name": "x"}, pk=3, table=CONTACT, row=9
        )
        assert planned([renamed, phone, contact]) == [contact]

    def test_what_has_a_bin_of_its_own_goes_there(self):
        contact = self.created()
        file = change(Operation.INSERT, after={"deleted_at": None}, pk=2, table="contacts_file")
        assert planned([file, contact]) == [file, contact]

    def test_another_contact_is_another_matter(self):
        contact = self.created()
        phone = change(Operation.INSERT, after={"number": "1"}, pk=2, subject=("contact", 10))
        assert planned([phone, contact]) == [phone, contact]

    def test_a_contact_that_was_there_keeps_nothing_back(self):
        renamed = change(
            Operation.UPDATE,
            before={"deleted_at": None},
            after={"deleted_at": "2026-11-30"},
            table=CONTACT,
            row=9,
        )
        phone = change(Operation.DELETE, before={"number": "1"}, pk=2)
        assert planned([phone, renamed]) == [phone, renamed]

    def test_what_was_told_to_two_contacts_is_taken_back_once(self):
        told = change(Operation.DELETE, before={"kind": "spouse"})
        again = change(Operation.DELETE, before={"kind": "spouse"}, pk=2, subject=("contact", 10))
        assert planned([told, again]) == [told]

    def test_two_changes_told_to_one_contact_are_two(self):
        told = change(Operation.UPDATE, before={"kind": "a"}, after={"kind": "b"})
        again = change(Operation.UPDATE, before={"kind": "a"}, after={"kind": "b"}, pk=2)
        assert planned([told, again]) == [told, again]

    def test_two_different_changes_told_to_two_are_two(self):
        told = change(Operation.UPDATE, before={"kind": "b"}, after={"kind": "c"})
        other = change(
            Operation.UPDATE,
            before={"kind": "a"},
            after={"kind": "b"},
            pk=2,
            subject=("contact", 10),
        )
        assert planned([told, other]) == [told, other]


@pytest.mark.django_db
class TestMoreThanIsReadAtOnce:
    """An action of 501 changes: the oldest of them is read in the second part."""

    @pytest.fixture
    def nora(self, agency):
        return Contact.objects.create(agency=agency, family_name="Huber", given_name="Nora")

    @pytest.fixture
    def many(self, agency, nora):
        numbers = (f"+43 664 {number}" for number in range(1_000, 1_500))
        made = ContactPhone.objects.bulk_create(
            ContactPhone(agency=agency, contact=nora, number=number) for number in numbers
        )
        return ContactPhone.objects.filter(pk__in=[one.pk for one in made])

    def test_the_oldest_stops_them_all(self, agency, nora, many):
        phone = ContactPhone.objects.create(
            agency=agency, contact=nora, number="+43 1 1", is_primary=True
        )
        with action("test.change") as context:
            ContactPhone.objects.filter(pk=phone.pk).update(is_primary=False)
            many.update(note="mittags")
        assert reason_to_keep(context.id, agency.pk) == ""
        ContactPhone.objects.create(agency=agency, contact=nora, number="+43 1 2", is_primary=True)
        reason = reason_to_keep(context.id, agency.pk)
        assert reason == "Ein neuerer Eintrag steht dem entgegen."

    def test_the_oldest_alone_can_go_back(self, agency, nora, many):
        with action("test.change") as context:
            ContactPhone.objects.create(agency=agency, contact=nora, number="+43 1 1")
            many.update(note="mittags")
        many.update(note="abends")
        assert reason_to_keep(context.id, agency.pk) == ""
