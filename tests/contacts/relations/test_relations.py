"""Relations: one row seen from two sides, once per pair, on both timelines, undone once."""

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.context import acting, action
from audit.describe import describe
from audit.models import Change
from audit.undo import undo_context
from base.errors import DomainError
from contacts.choices import ContactKind, Salutation
from contacts.deduplication.services.merge import merge_contacts
from contacts.models import Contact, Relation
from contacts.references import reference_rules
from contacts.relation_kinds import COUPLE_MEMBER, KINDS, OTHER, chosen_by_hand, opposite
from contacts.relations.forms import RelationForm
from contacts.relations.queries import relations_of
from contacts.relations.services import (
    RelationData,
    change_relation,
    relate,
    remove_relation,
)
from contacts.relations.words import fitting
from contacts.services import delete_contact, restore_contact

pytestmark = pytest.mark.django_db

PAIRS = [
    (kind.code, side)
    for kind in KINDS.values()
    if kind.code != COUPLE_MEMBER
    for side in kind.sides
]


def words(contact):
    return [(seen.word, str(seen.other)) for seen in relations_of(contact)]


def test_each_side_has_its_word_by_form_of_address(karl, eva, person):
    tim = person("Tim", "Gößler")
    relate(contact=karl, other=eva, data=RelationData("spouse"))
    relate(contact=tim, other=eva, data=RelationData("parent", "a"))
    assert words(karl) == [("Ehefrau", "Eva Gößler")]
    assert words(eva) == [("Ehemann", "Karl Gößler"), ("Kind", "Tim Gößler")]
    assert words(tim) == [("Mutter", "Eva Gößler")]


@st.composite
def stories(draw):
    """A relation, and what it is changed to: both between contacts of any kind and Anrede."""
    kinds = [draw(st.sampled_from(ContactKind.values)) for _ in range(2)]
    fitting_kinds = [(kind.code, side) for kind, side in chosen_by_hand(*kinds)]
    pick = st.sampled_from(fitting_kinds)
    word = st.text(st.characters(categories=["L"]), min_size=1, max_size=20)
    data = [
        RelationData(*draw(pick), word=draw(word), word_back=draw(st.just("") | word))
        for _ in range(2)
    ]
    salutations = [draw(st.sampled_from(["", *Salutation.values])) for _ in range(2)]
    return kinds, salutations, data


def _expected(data, other, contact):
    """What `other` is to `contact`, and the other way round."""
    if data.kind == OTHER:
        return data.word, data.word_back or data.word
    kind = KINDS[data.kind]
    side = "a" if kind.both else data.side
    return fitting(kind.words(side), other), fitting(kind.words(opposite(side)), contact)


def _sees(contact):
    return [(one.word, one.other.pk) for one in relations_of(contact)]


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(story=stories())
def test_what_one_sees_is_the_inverse_of_what_the_other_sees(story, agency):
    """For all kinds and directions, after a change, its undo, a removal and its undo."""
    kinds, salutations, (first, second) = story
    with transaction.atomic():
        contact, other = (
            Contact.objects.create(
                agency=agency, kind=kind, salutation=salutation, family_name="X", company_name="X"
            )
            for kind, salutation in zip(kinds, salutations, strict=True)
        )

        def check(data):
            word, back = _expected(data, other, contact)
            assert _sees(contact) == [(word, other.pk)]
            assert _sees(other) == [(back, contact.pk)]
            (seen,) = relations_of(other)
            initial = RelationForm.initial_of(seen.relation, other)
            assert initial["relation"].partition(":")[0] == data.kind

        relation = relate(contact=contact, other=other, data=first)
        check(first)
        with acting(actor="Anna"), action("test.change") as context:
            change_relation(relation=relation, contact=contact, data=second)
        check(second)
        if Change.objects.filter(context=context.id).exists():
            assert undo_context(context=context.id, agency_id=agency.pk).kept == []
        check(first)
        removed = remove_relation(relation=Relation.objects.get(pk=relation.pk))
        assert _sees(contact) == _sees(other) == []
        undo_context(context=removed, agency_id=agency.pk)
        check(first)
        transaction.set_rollback(True)


@pytest.mark.parametrize(("kind", "side"), PAIRS)
def test_a_relation_exists_once(kind, side, karl, eva, firm):
    what = KINDS[kind]
    other = firm if ContactKind.PERSON not in what.kinds(side) else eva
    own = firm if ContactKind.PERSON not in what.kinds(opposite(side)) else karl
    data = RelationData(kind, side, word="Trauzeuge")
    relate(contact=own, other=other, data=data)
    with pytest.raises(DomainError, match="gibt es schon"):
        relate(contact=own, other=other, data=data)
    if not what.is_mutual and own.kind == other.kind:
        with pytest.raises(DomainError, match="gibt es schon"):
            relate(contact=other, other=own, data=data)
    assert Relation.objects.count() == 1


def test_a_free_word_that_reads_alike_exists_once_in_any_direction(karl, eva):
    relate(contact=karl, other=eva, data=RelationData(OTHER, word="Taufpaten"))
    with pytest.raises(DomainError):
        relate(contact=eva, other=karl, data=RelationData(OTHER, word="taufpaten"))
    relate(contact=karl, other=eva, data=RelationData(OTHER, word="Patin", word_back="Patenkind"))
    relate(contact=eva, other=karl, data=RelationData(OTHER, word="Patin", word_back="Patenkind"))
    assert Relation.objects.count() == 3


def test_two_people_can_be_each_others_heirs(karl, eva):
    relate(contact=karl, other=eva, data=RelationData("heir"))
    relate(contact=eva, other=karl, data=RelationData("heir"))
    assert Relation.objects.count() == 2


@pytest.mark.parametrize(
    "data",
    [
        RelationData("nonsense"),
        RelationData(COUPLE_MEMBER),
        RelationData(OTHER),
        RelationData("shareholder", "b"),
    ],
)
def test_what_makes_no_sense_is_refused(data, karl, eva):
    with pytest.raises(DomainError):
        relate(contact=karl, other=eva, data=data)


def test_nobody_is_related_to_themselves_or_to_another_agencys_contact(
    karl, person, other_agency, agency
):
    foreign = person("Fritz", "Fremd", owner=other_agency)
    for other in (karl, foreign):
        with pytest.raises(DomainError):
            relate(contact=karl, other=other, data=RelationData("friend"))
    for a, b in [(karl, karl), (karl, foreign), (foreign, karl)]:
        with pytest.raises(IntegrityError), transaction.atomic():
            Relation.objects.create(agency=agency, a=a, b=b, kind="friend")


def test_a_deleted_contact_does_not_show_until_it_is_restored(karl, eva):
    relate(contact=karl, other=eva, data=RelationData("spouse"))
    delete_contact(contact=eva)
    assert words(karl) == []
    restore_contact(contact=eva)
    assert words(karl) == [("Ehefrau", "Eva Gößler")]


def test_a_change_stands_on_both_timelines_and_names_the_other_one(karl, eva):
    relation = relate(contact=karl, other=eva, data=RelationData("partner"))
    with acting(actor="Anna"), action("test.change") as context:
        change_relation(relation=relation, contact=karl, data=RelationData("spouse", note="2026"))
    for contact, label, other in [(eva, "zu", karl), (karl, "Person", eva)]:
        changes = Change.objects.about(
            agency_id=karl.agency_id, subject_type="contact", subject_id=contact.pk
        ).filter(table_name="contacts_relation")
        changed, made = changes
        assert changed.context == context.id
        (told,) = describe([made])
        assert (label, str(other)) in [(d.label, d.after) for d in told.differences]
        assert str(contact) not in [d.after for d in told.differences]
    undone = undo_context(context=context.id, agency_id=karl.agency_id)
    assert (undone.rows, undone.kept) == (1, [])
    assert words(karl) == [("Lebensgefährtin", "Eva Gößler")]
    again = undo_context(context=undone.context, agency_id=karl.agency_id)
    assert again.kept == []
    assert words(karl) == [("Ehefrau", "Eva Gößler")]


class TestMerge:
    def merge(self, gone, kept):
        for rule in reference_rules():
            if rule.model is Relation:
                rule.move(gone, kept)

    def test_relations_move(self, karl, eva, person):
        double = person("Eva", "Goessler", salutation="ms")
        relate(contact=karl, other=double, data=RelationData("spouse"))
        relate(contact=double, other=person("Tim"), data=RelationData("parent", "b"))
        self.merge(double, eva)
        assert words(karl) == [("Ehefrau", "Eva Gößler")]
        assert words(eva) == [("Ehemann", "Karl Gößler"), ("Kind", "Tim")]

    def test_what_would_join_one_with_itself_or_double_goes(self, karl, eva, person):
        double = person("Eva", "Goessler", salutation="ms")
        for other in (eva, double):
            relate(contact=karl, other=other, data=RelationData("spouse"))
        relate(contact=eva, other=double, data=RelationData("relative"))
        relate(contact=double, other=karl, data=RelationData("heir"))
        self.merge(double, eva)
        assert words(eva) == [("Ehemann", "Karl Gößler"), ("Erbe", "Karl Gößler")]
        assert relations_of(double) == []

    def test_what_does_not_fit_the_other_kind_goes(self, karl, eva, firm):
        relate(contact=karl, other=eva, data=RelationData("spouse"))
        relate(contact=karl, other=firm, data=RelationData("lawyer", "b"))
        other = Contact.objects.create(
            agency=karl.agency, kind="company", company_name="Gößler e.U."
        )
        self.merge(karl, other)
        assert words(other) == [("Mandant/in", "Gößler GmbH")]

    def test_a_merge_is_undone_with_its_relations(self, karl, eva, person, agency):
        double = person("Eva", "Goessler", salutation="ms")
        for other in (eva, double):
            relate(contact=karl, other=other, data=RelationData("spouse"))
        relate(contact=double, other=karl, data=RelationData("referrer"))
        before = sorted(Relation.objects.values_list("pk", "kind", "a", "b"))
        merge = merge_contacts(kept=eva, gone=double)
        assert words(eva) == [("Ehemann", "Karl Gößler"), ("Tippgeber", "Karl Gößler")]
        assert words(karl) == [("Ehefrau", "Eva Gößler"), ("vermittelte Kundin", "Eva Gößler")]
        assert undo_context(context=merge.context, agency_id=agency.pk).kept == []
        assert sorted(Relation.objects.values_list("pk", "kind", "a", "b")) == before
        karl.refresh_from_db()
        assert karl.derived_roles == ["referrer"]
