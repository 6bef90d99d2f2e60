"""Every command of ours: help for each option, one wording for what is wrong, no stack trace."""

import json
from contextlib import suppress
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command, get_commands, load_command_class
from django.core.management.base import BaseCommand

OURS = ("contacts", "properties", "sharing", "audit", "base", "immonaut")
COMMANDS = sorted((app, name) for name, app in get_commands().items() if app.split(".")[0] in OURS)
NAMES = [name for _app, name in COMMANDS]


def actions(app, name):
    parser = load_command_class(app, name).create_parser("manage.py", name)
    common = {one.dest for one in BaseCommand().create_parser("manage.py", name)._actions}
    return [one for one in parser._actions if one.dest not in common]


def positional(app, name):
    """The files that a command reads."""
    named = [one for one in actions(app, name) if not one.option_strings]
    return [one for one in named if one.type is Path]


def with_option(option):
    return [
        name
        for app, name in COMMANDS
        if any(option in one.option_strings for one in actions(app, name))
    ]


def arguments(app, name, path):
    return [str(path) for _one in positional(app, name)]


def test_the_walk_finds_them():
    assert {"import_vcards", "import_openimmo", "refresh_places", "load_demo"} <= set(NAMES)


@pytest.mark.parametrize(("app", "name"), COMMANDS, ids=NAMES)
def test_every_command_and_option_has_a_help_text(app, name):
    command = load_command_class(app, name)
    assert command.help
    assert command.help != command.__doc__
    without = [one.dest for one in actions(app, name) if not (one.help or "").strip()]
    assert without == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", with_option("--agency"))
def test_an_unknown_agency_is_told_in_one_wording(name, tmp_path):
    (tmp_path / "a.csv").write_text("Nachname;Vorname\nHuber;Eva\n")
    app = get_commands()[name]
    with pytest.raises(CommandError) as told:
        call_command(name, *arguments(app, name, tmp_path / "a.csv"), "--agency", "nobody")
    assert str(told.value).startswith("Es gibt kein Büro mit dem Kürzel »nobody«")
    assert told.value.returncode == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("app", "name"),
    [one for one in COMMANDS if positional(*one)],
)
def test_a_missing_file_is_told_in_one_wording(app, name, agency, tmp_path):
    options = ["--agency", agency.slug] if name in with_option("--agency") else []
    with pytest.raises(CommandError) as told:
        call_command(name, *arguments(app, name, tmp_path / "weg.xyz"), *options)
    assert str(told.value).startswith(f"Nicht gefunden: {tmp_path / 'weg.xyz'}")


@pytest.mark.django_db
@pytest.mark.parametrize("content", [b"", b"\x00\x01\xff\xfe", b"PK\x03\x04 broken"])
@pytest.mark.parametrize(
    ("app", "name"),
    [one for one in COMMANDS if positional(*one)],
)
def test_a_file_of_anything_is_no_stack_trace(app, name, content, agency, tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(content)
    options = ["--agency", agency.slug] if name in with_option("--agency") else []
    with suppress(CommandError, SystemExit):  # anything else would be a stack trace
        call_command(name, *arguments(app, name, path), *options)


VCARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Huber;Eva;;;\r\nFN:Eva Huber\r\nEND:VCARD\r\n"
FEED = """<openimmo><anbieter><immobilie><objektkategorie><vermarktungsart KAUF="true"/>
<objektart><wohnung/></objektart></objektkategorie><freitexte><objekttitel>Hell</objekttitel>
</freitexte><verwaltung_techn><objektnr_extern>A-1</objektnr_extern></verwaltung_techn>
</immobilie></anbieter></openimmo>"""
SOURCES = {"import_vcards": ("a.vcf", VCARD), "import_openimmo": ("a.xml", FEED)}


def test_every_import_can_be_rehearsed_here():
    """Other commands with `--dry-run` create nothing (`sweep_files`)."""
    imports = {name for name in with_option("--dry-run") if name.startswith("import_")}
    assert imports == set(SOURCES)


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(SOURCES))
def test_a_dry_run_says_would_create(name, agency, tmp_path, capsys):
    file, content = SOURCES[name]
    (tmp_path / file).write_text(content)
    call_command(
        name, str(tmp_path / file), "--agency", agency.slug, "--dry-run", "--format", "jsonl"
    )
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line)["outcome"] == "would create"
    call_command(name, str(tmp_path / file), "--agency", agency.slug, "--format", "jsonl")
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line)["outcome"] == "created"
