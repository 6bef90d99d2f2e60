"""vCards by hand: upload, review, decide, report, undo."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from audit.models import Change
from base.jobs.models import ImportRun, ImportSource
from contacts.models import Contact
from tests.contacts.imports.cards import HANS, MARIA, NAMELESS, numbered, vcf

UPLOAD = "/kontakte/import/"
IMPORT = {"do": "import"}


def test_from_upload_to_report(agent_client, agent, start):
    url, run = start(("kontakte.vcf", vcf(MARIA, HANS)))
    page = agent_client.get(url).content.decode()
    assert "Mag. Maria Steininger" in page
    assert "+43 664 4821390" in page
    assert "kontakte.vcf · Eintrag 2" in page
    assert not Contact.objects.exists()
    report = agent_client.post(url, IMPORT, follow=True).content.decode()
    maria = Contact.objects.get(given_name="Maria")
    assert maria.responsible == agent
    assert maria.birth_date.isoformat() == "1984-03-07"
    assert maria.tags == ["Altbau", "Graz"]
    assert maria.remarks == "Sucht eine Wohnung"
    assert maria.emails.get().address == "maria.steininger@example.at"
    assert maria.addresses.get().house_number == "20"
    assert f'href="/kontakte/{maria.pk}/"' in report
    run.refresh_from_db()
    assert run.state == "done"
    recorded = Change.objects.filter(context=run.context)
    assert set(recorded.values_list("actor", "action")) == {("Anna Huber", "contacts.import")}


def test_a_bad_card_costs_nothing(agent_client, start):
    url, run = start(("gemischt.vcf", vcf(MARIA, NAMELESS, HANS)), ("leer.vcf", b""))
    page = agent_client.get(url).content.decode()
    assert page.count("Nicht verwendbar") == 2
    assert "In dieser Datei steht keine vCard." in page
    agent_client.post(url, IMPORT)
    outcomes = list(run.items.order_by("pk").values_list("outcome", flat=True))
    assert outcomes == ["created", "rejected", "created", "rejected"]
    report = agent_client.get(url).content.decode()
    assert "In dieser Datei steht keine vCard." in report


def test_an_unusable_card_cannot_be_forced(agent_client, start):
    url, run = start(("x.vcf", vcf(NAMELESS)))
    agent_client.post(url, {f"item-{run.items.get().pk}": "create", "do": "import"})
    assert run.items.get().outcome == "rejected"
    assert not Contact.objects.exists()


def test_a_likely_duplicate_is_shown_and_skipped_unless_wanted(agent_client, maria, start):
    url, run = start(("a.vcf", vcf(MARIA, HANS)))
    page = agent_client.get(url).content.decode()
    assert "Ähnelt" in page
    assert f'href="/kontakte/{maria.pk}/" target="_blank"' in page
    similar = run.items.order_by("pk").first()
    assert similar.decision == "skip"
    assert similar.similar[0]["id"] == maria.pk
    assert similar.similar[0]["reasons"]
    agent_client.post(url, {"do": "take_all"})
    similar.refresh_from_db()
    assert similar.decision == "skip"  # »Alle neuen anlegen« creates no duplicates
    agent_client.post(url, {f"item-{similar.pk}": "create", "do": "import"})
    assert Contact.objects.filter(family_name="Steininger").count() == 2


def test_the_same_person_twice_in_one_upload_is_noticed(agent_client, start):
    url, run = start(("a.vcf", vcf(MARIA)), ("b.vcf", vcf(MARIA)))
    assert [item.decision for item in run.items.order_by("pk")] == ["create", "skip"]
    assert "weiter oben in diesem Import" in agent_client.get(url).content.decode()
    agent_client.post(url, {f"item-{run.items.latest('pk').pk}": "create", "do": "import"})
    assert Contact.objects.count() == 2  # wanted knowingly


def test_who_came_since_the_review_is_not_doubled(agent_client, start, agency, agent, request):
    url, run = start(("a.vcf", vcf(MARIA)))
    request.getfixturevalue("maria")
    report = agent_client.post(url, IMPORT, follow=True).content.decode()
    assert run.items.get().outcome == "rejected"
    assert "Seit der Prüfung kam ein ähnlicher Kontakt dazu" in report
    assert Contact.objects.count() == 1


def test_skip_all(agent_client, start):
    url, run = start(("a.vcf", vcf(MARIA, HANS)))
    agent_client.post(url, {"do": "skip_all"})
    assert not run.items.filter(decision="create").exists()
    agent_client.post(url, IMPORT)
    assert not Contact.objects.exists()


def test_undo_takes_everything_back(agent_client, start):
    url, _run = start(("a.vcf", vcf(MARIA, HANS)))
    agent_client.post(url, IMPORT)
    question = agent_client.get(f"{url}rueckgaengig/").content.decode()
    assert "2 angelegte" in question
    report = agent_client.post(f"{url}rueckgaengig/", follow=True).content.decode()
    assert not Contact.objects.present().exists()
    assert "Rückgängig gemacht" in report
    assert "Der Import ist rückgängig gemacht." in report
    assert 'href="/kontakte/1' not in report
    again = agent_client.post(f"{url}rueckgaengig/", follow=True).content.decode()
    assert "nichts rückgängig zu machen" in again
    # The same cards come in as new ones: the contacts in the bin are nobody's duplicates.
    _, second = start(("a.vcf", vcf(MARIA, HANS)))
    assert not second.items.exclude(similar=[]).exists()


def test_undo_of_an_import_that_took_nothing(agent_client, start):
    url, run = start(("a.vcf", vcf(NAMELESS)))
    agent_client.post(url, IMPORT)
    assert agent_client.post(f"{url}rueckgaengig/").status_code == 303
    run.refresh_from_db()
    assert run.state == "undone"


def test_discarding_leaves_nothing(agent_client, start, django_capture_on_commit_callbacks):
    url, run = start(("a.vcf", vcf(MARIA)))
    source = run.sources.get()
    path = source.content.name
    assert source.content.storage.exists(path)
    assert agent_client.get(f"{url}verwerfen/").status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        response = agent_client.post(f"{url}verwerfen/", follow=True)
    assert "verworfen" in response.content.decode()
    assert not ImportRun.objects.exists()
    assert not ImportSource.objects.exists()
    assert source.content.storage.exists(path) is False


def test_an_executed_import_is_neither_repeated_nor_discarded(agent_client, start):
    url, _ = start(("a.vcf", vcf(MARIA)))
    agent_client.post(url, IMPORT)
    again = agent_client.post(url, IMPORT)
    assert again.status_code == 422
    assert "bereits ausgeführt" in again.content.decode()
    agent_client.post(f"{url}verwerfen/")
    assert ImportRun.objects.exists()
    assert Contact.objects.count() == 1


@pytest.mark.parametrize("part", ["", "rueckgaengig/", "verwerfen/"])
def test_another_agency_and_readers_stay_outside(stranger_client, reader_client, start, part):
    url, _ = start(("a.vcf", vcf(MARIA)))
    assert stranger_client.get(url + part).status_code == 404
    assert stranger_client.post(url + part, IMPORT).status_code == 404
    assert reader_client.post(url + part, IMPORT).status_code == 403
    assert reader_client.get(url + part).status_code == (403 if part else 200)


def test_a_run_of_another_kind_is_not_found(agent_client, start):
    _url, run = start(("a.vcf", vcf(MARIA)))
    assert agent_client.get(f"/immobilien/import/{run.pk}/").status_code == 404


def test_no_file_is_a_clear_error(agent_client):
    response = agent_client.post(UPLOAD)
    assert response.status_code == 422
    assert "mindestens eine Datei" in response.content.decode()
    assert not ImportRun.objects.exists()


def test_html_in_disguise_is_shown_as_unreadable(agent_client, start):
    url, _ = start(("kontakte.vcf", b"<!doctype html><script>alert(1)</script>"))
    page = agent_client.get(url).content.decode()
    assert "In dieser Datei steht keine vCard." in page
    assert "<script>alert" not in page


def test_a_file_over_the_limit_is_named_and_the_others_are_read(agent_client, settings):
    settings.UPLOAD_MAX_FILE_BYTES = 2000
    large = SimpleUploadedFile("groß.vcf", b"x" * 5000)
    response = agent_client.post(UPLOAD, {"files": [large]})
    assert response.status_code == 422
    assert "»groß.vcf« ist zu groß" in response.content.decode()
    files = [SimpleUploadedFile("groß.vcf", b"x" * 5000), SimpleUploadedFile("a.vcf", vcf(HANS))]
    page = agent_client.post(UPLOAD, {"files": files}, follow=True).content.decode()
    assert "»groß.vcf« ist zu groß" in page
    assert "Hans Berger" in page


def test_markup_in_a_card_stays_text(agent_client, start):
    hostile = HANS.replace("Hans Berger", "<b>Hans</b>").replace("Berger Bau", "<script>x")
    url, _ = start(("<i>.vcf", vcf(hostile)))
    page = agent_client.get(url).content.decode()
    assert "<b>Hans" not in page
    assert "&lt;b&gt;Hans" in page


def test_pages_of_a_long_review_keep_the_decisions(agent_client, start):
    url, run = start(("viele.vcf", numbered(120)))
    items = list(run.items.order_by("pk"))
    page = agent_client.get(url).content.decode()
    assert "1–50 von 120" in page
    response = agent_client.post(url, {f"item-{items[0].pk}": "skip", "after": items[49].pk})
    assert response.headers["Location"] == f"{url}?after={items[49].pk}"
    page = agent_client.get(response.headers["Location"]).content.decode()
    assert "51–100 von 120" in page
    back = agent_client.post(url, {f"item-{items[60].pk}": "skip", "before": items[50].pk})
    assert "1–50 von 120" in agent_client.get(back.headers["Location"]).content.decode()
    here = agent_client.post(url, {"do": "take_all", "here": items[50].pk})
    assert "51–100 von 120" in agent_client.get(here.headers["Location"]).content.decode()
    agent_client.post(url, {f"item-{items[60].pk}": "skip"})
    run.refresh_from_db()
    assert run.items.filter(decision="skip").count() == 1


def test_odd_places_are_the_first_page(agent_client, start):
    url, _ = start(("a.vcf", vcf(MARIA)))
    for place in ("after=x", "before=-1", f"after={'9' * 40}", "before=²"):
        assert "1–1 von 1" in agent_client.get(f"{url}?{place}").content.decode()


def test_a_changed_decision_is_kept_at_once(agent_client, start):
    url, run = start(("a.vcf", vcf(MARIA, HANS)))
    response = agent_client.post(
        url,
        {f"item-{run.items.first().pk}": "skip"},
        headers={"HX-Request": "true", "HX-Target": "import-summary"},
    )
    fragment = response.content.decode()
    assert fragment.strip().startswith('<p id="import-summary"')
    assert "1 × überspringen" in fragment


def test_the_review_costs_the_same_at_any_size(
    agent_client, start, django_assert_max_num_queries, django_assert_num_queries
):
    small, _ = start(("a.vcf", numbered(2)))
    large, _ = start(("b.vcf", numbered(60, start=100)))
    with django_assert_max_num_queries(10) as counted:
        agent_client.get(small)
    with django_assert_num_queries(len(counted)):
        agent_client.get(large)
    agent_client.post(small, IMPORT)
    agent_client.post(large, IMPORT)
    agent_client.get(small)
    with django_assert_max_num_queries(10) as counted:
        agent_client.get(small)
    with django_assert_num_queries(len(counted)):
        agent_client.get(large)


def test_earlier_imports_are_listed(
    agent_client, stranger_client, start, django_assert_num_queries
):
    start(("a.vcf", vcf(MARIA)), ("b.vcf", vcf(HANS)))
    page = agent_client.get(UPLOAD).content.decode()
    assert "a.vcf, b.vcf" in page
    assert "2 Einträge" in page
    assert "a.vcf" not in stranger_client.get(UPLOAD).content.decode()
