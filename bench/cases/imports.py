"""An import of vCards from upload to report: reading, duplicate check, creation, history."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import perf_counter

from django.core.files.base import ContentFile
from django.db import transaction

from base.accounts.models import User
from base.jobs.models import Decision, ImportRun
from base.jobs.services import advance_run, decide_all, release_run, start_run
from bench.cases.common import office
from bench.measuring import Result, compare
from bench.stock.cards import vcards
from bench.stock.loading import AGENT
from bench.stock.people import Person, people
from bench.stock.rows import TABLES, Rows, add_reach, defaults
from contacts.imports.services import KIND
from contacts.models import Contact
from contacts.vcard.reading import read_cards

COUNT = 10_000
_PARTS = TABLES[1:4]


def measure(rows: int) -> Iterator[Result]:
    """The same people by the whole import, by reading the file alone, and as bare rows."""
    found = list(people("cards", COUNT))
    data = vcards(found)
    times = {
        "import-vcard": [_seconds(lambda: _import(data)) * 1000],
        "reading the cards": [_seconds(lambda: list(read_cards(data))) * 1000],
        "bulk insert of bare rows with history": [_seconds(lambda: _insert(found)) * 1000],
    }
    per_second = round(COUNT / times["import-vcard"][0] * 1000, 1)
    yield from compare("import-vcard", rows, times, per_second=per_second)


def _seconds(work: Callable[[], object]) -> float:
    begun = perf_counter()
    work()
    return perf_counter() - begun


def _import(data: bytes) -> None:
    """What the pages and the worker do, in one process: upload, reading, decision, creation."""
    user = User.objects.get(email=AGENT)
    run = start_run(
        agency=office(), kind=KIND, user=user, uploads=[ContentFile(data, name="telefon.vcf")]
    )
    advance_run(run_id=run.pk)
    run = ImportRun.objects.get(pk=run.pk)
    decide_all(run=run, decision=Decision.CREATE)
    release_run(run=run, user=user)
    advance_run(run_id=run.pk)


def _insert(found: list[Person]) -> None:
    """Contacts, phones, e-mails and addresses alone, a thousand at a time, and back again."""
    agency = office()
    with transaction.atomic():
        contacts = [_bare(agency.pk, person) for person in found]
        Contact.objects.bulk_create(contacts, batch_size=1000)
        rows: Rows = {model: [] for model in _PARTS}
        for contact, person in zip(contacts, found, strict=True):
            add_reach(rows, person, {"agency_id": agency.pk, "contact_id": contact.pk})
        for model in _PARTS:
            made = [model(**values) for values in rows[model]]
            model._default_manager.bulk_create(made, batch_size=1000)
        transaction.set_rollback(True)


def _bare(agency_id: int, person: Person) -> Contact:
    names = {*defaults(Contact)} & {*person.values}
    return Contact(agency_id=agency_id, **{name: person.values[name] for name in names})
