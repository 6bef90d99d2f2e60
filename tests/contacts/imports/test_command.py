"""`manage.py import_vcards`: one JSON object per card, whatever the files are."""

import json

import pytest
from django.core.management import CommandError, call_command

from contacts.models import Contact
from tests.contacts.imports.cards import HANS, MARIA, NAMELESS, vcf

KEYS = [
    "file",
    "card",
    "outcome",
    "display_name",
    "family_name",
    "given_name",
    "phones",
    "emails",
    "addresses",
    "photo_bytes",
    "organisation",
    "problems",
]


@pytest.fixture
def run(agency, capsys):
    def call(*arguments):
        call_command("import_vcards", *map(str, arguments), agency="huber", format="jsonl")
        out, err = capsys.readouterr()
        return [json.loads(line) for line in out.splitlines()], err

    return call


def test_one_object_per_card(run, tmp_path):
    (tmp_path / "a.vcf").write_bytes(vcf(MARIA, NAMELESS, HANS))
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "b.VCF").write_bytes(b"nothing")
    (tmp_path / "notes.txt").write_bytes(b"not ours")
    lines, summary = run(tmp_path)
    assert [list(line) for line in lines] == [KEYS] * 4
    assert [(line["card"], line["outcome"]) for line in lines] == [
        (0, "created"),
        (1, "rejected"),
        (2, "created"),
        (0, "rejected"),
    ]
    maria = lines[0]
    assert maria["file"] == str(tmp_path / "a.vcf")
    assert (maria["display_name"], maria["family_name"]) == ("Mag. Maria Steininger", "Steininger")
    assert maria["phones"] == ["+43 664 4821390"]
    assert maria["emails"] == ["maria.steininger@example.at"]
    assert (maria["addresses"], maria["photo_bytes"]) == (1, 0)
    assert lines[2]["organisation"] == "Berger Bau GmbH"
    assert lines[3]["problems"] == ["In dieser Datei steht keine vCard."]
    assert "created: 2" in summary
    assert Contact.objects.count() == 2


def test_duplicates_are_skipped_or_created_as_told(run, tmp_path):
    path = tmp_path / "a.vcf"
    path.write_bytes(vcf(MARIA, MARIA))
    assert [line["outcome"] for line in run(path)[0]] == ["created", "skipped"]
    lines, _ = run(path, "--on-duplicate", "create")
    assert [line["outcome"] for line in lines] == ["created", "created"]
    assert Contact.objects.count() == 3


def test_a_dry_run_says_what_would_be_and_changes_nothing(run, tmp_path):
    path = tmp_path / "a.vcf"
    path.write_bytes(vcf(MARIA, MARIA, NAMELESS))
    outcomes = [line["outcome"] for line in run(path, "--dry-run")[0]]
    assert outcomes == ["would create", "would skip", "would reject"]
    assert not Contact.objects.exists()


def test_unknown_agency_and_path(agency, tmp_path):
    with pytest.raises(CommandError, match="kein Büro"):
        call_command("import_vcards", str(tmp_path), agency="nobody")
    with pytest.raises(CommandError, match="Nicht gefunden"):
        call_command("import_vcards", str(tmp_path / "missing"), agency="huber")


def test_all_sample_cards_go_through(run, samples, agency):
    hostile = [
        path for path in (samples / "hostile" / "vcard").iterdir() if "20000" not in path.name
    ]
    lines, _ = run(samples / "vcards", *hostile)
    assert len(lines) > 100
    assert {line["outcome"] for line in lines} <= {"created", "skipped", "rejected"}
    assert Contact.objects.count() == sum(line["outcome"] == "created" for line in lines)
    unexplained = [
        (line["file"], line["card"])
        for line in lines
        if line["outcome"] == "rejected" and not line["problems"]
    ]
    assert unexplained == []
    failed = [line for line in lines if "lassen sich nicht speichern" in str(line["problems"])]
    assert failed == []
