"""`manage.py refresh_places`: from GeoNames files of either layout to the table."""

import io
import zipfile

import pytest
from django.core.management import CommandError, call_command

from base.places import atlas as atlas_module
from base.places.atlas import atlas
from base.places.cleaning import clean
from base.places.geonames import UnreadableFile, read_rows
from base.places.packing import unpack

OWN = """\
AT\t1020\tWien, Leopoldstadt\tWien\t09\tPolitischer Bezirk Wien (Stadt)\t900\tGemeindebezirk Leopoldstadt\t90201\t48.2167\t16.4\t4
AT\t8010\tGraz,03.Bez.:Geidorf\tSteiermark\t06\tGraz Stadt\t601\tGraz\t60101\t47.0833\t15.5417\t4
AT\t2491\tHornstein / Vorištan\tBurgenland\t01\tEisenstadt-Umgebung\t103\tHornstein\t10303\t47.8805\t16.4445\t4
CH\t1000\tLausanne 25\tCanton de Vaud\tVD\tLausanne District\t2225\tLausanne\t5586\t46.5726\t6.694\t4
LI\t9493\tMauren FL\tMauren\t04\t\t\t\t\t47.2191\t9.5464\t4
DE\t22145\tHamburg Rahlstedt\tHamburg\tHH\t\t00\tHamburg, Freie und Hansestadt\t02000\t53.6\t10.15\t4
DE\t22145\tHamburg\tHamburg\tHH\t\t00\tHamburg, Freie und Hansestadt\t02000\t53.6\t10.15\t4
DE\t80788\tBMW AG\tBavaria\tBY\tUpper Bavaria\t091\tKreisfreie Stadt München\t09162\t48.19\t11.6\t4
DE\t50670\tKöln\tNordrhein-Westfalen\tNW\tRegierungsbezirk Köln\t053\tKöln, Stadt\t05315\t50.95\t6.95\t4
DE\t50606\tSIGNAL IDUNA\tNordrhein-Westfalen\tNW\tRegierungsbezirk Köln\t053\tKreisfreie Stadt Köln\t05315\t50.93\t6.95\t4
US\t90210\tBeverly Hills\tCalifornia\tCA\tLos Angeles\t037\t\t\t34.09\t-118.4\t4
"""
HEADINGS = "country\tpostal_code\tplace\tstate\tprovince\tcommunity\tlatitude\tlongitude\n"


@pytest.fixture
def table(settings, tmp_path):
    """A table of its own; the shipped one is read again afterwards."""
    settings.PLACES_FILE = str(tmp_path / "store" / "places.xz")
    yield tmp_path / "store" / "places.xz"
    atlas_module.forget()


def with_headings():
    rows = [line.split("\t") for line in OWN.splitlines()]
    kept = ["\t".join([r[0], r[1], r[2], r[3], r[5], r[7], r[9], r[10]]) for r in rows]
    return HEADINGS + "\n".join(kept) + "\n"


def refresh(*files):
    out = io.StringIO()
    call_command("refresh_places", *map(str, files), stdout=out)
    return out.getvalue()


def test_both_layouts_give_the_same_rows():
    assert list(read_rows(OWN)) == list(read_rows(with_headings()))


def test_rows_become_clean_entries():
    found = {(e.postal_code, e.place, e.quarter): e for e in clean(read_rows(OWN))}
    assert found["1020", "Wien", "Leopoldstadt"].county == "Stadt Wien"
    assert found["8010", "Graz", "Geidorf"].county == "Stadt Graz"
    assert found["2491", "Hornstein", ""].county == "Bezirk Eisenstadt-Umgebung"
    assert found["1000", "Lausanne", ""].state == "Waadt"
    assert found["1000", "Lausanne", ""].county == "Bezirk Lausanne"
    assert found["9493", "Mauren", ""].state == "Liechtenstein"
    assert found["22145", "Hamburg", "Rahlstedt"].municipality == "Hamburg"
    assert found["50670", "Köln", ""].county == "Stadt Köln"
    assert {"80788", "50606", "90210"}.isdisjoint(code for code, _, _ in found)


def test_the_command_replaces_the_table_at_once(table, tmp_path):
    assert len(atlas().at("8020", "AT")) > 3
    file = tmp_path / "all.txt"
    file.write_text(OWN)
    assert "7 Postleitzahlen" in refresh(file)
    assert atlas().at("8020", "AT") == []
    assert [e.place for e in atlas().at("9493")] == ["Mauren"]
    assert len(list(unpack(table.read_bytes()))) == 8


def test_archives_as_geonames_offers_them_are_read(table, tmp_path):
    file = tmp_path / "all.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("readme.txt", "not\ta\ttable")
        archive.writestr("all.txt", OWN)
    refresh(file)
    assert atlas().at("1020", "AT")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("a\tb\n", "headings"),
        (OWN.replace("48.2167", "north"), "line 1"),
        (HEADINGS + "AT\t1010\n", "line 2"),
        ("".join(line for line in OWN.splitlines(True) if not line.startswith("LI")), "LI"),
    ],
)
def test_what_is_no_such_file_changes_nothing(table, tmp_path, content, message):
    file = tmp_path / "odd.txt"
    file.write_text(content)
    with pytest.raises(CommandError, match=message):
        refresh(file)
    assert not table.exists()


def test_a_missing_file_is_named(table, tmp_path):
    with pytest.raises(CommandError, match=r"none\.txt"):
        refresh(tmp_path / "none.txt")


def test_an_empty_file_has_no_rows():
    assert list(read_rows("")) == []
    with pytest.raises(UnreadableFile):
        list(read_rows("one line of words"))


def test_the_sample_gives_the_shipped_table(samples):
    """What the project ships is what the command makes of the facts."""
    source = samples / "places" / "geonames_at_de_ch_li.tsv"
    if not source.exists():
        pytest.skip("no sample of places")
    made = clean(read_rows(source.read_text(encoding="utf-8")))
    assert [tuple(e[:7]) for e in made] == [tuple(e[:7]) for e in atlas().entries]
