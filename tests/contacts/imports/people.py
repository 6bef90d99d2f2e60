"""A large address book as one comes from a phone or from Outlook; the same at every call."""

import random

_GIVEN = """Anna Maria Lukas Julia Thomas Katharina Michael Sabine Andreas Eva Stefan Claudia Peter
Monika Wolfgang Birgit Markus Petra Christian Elisabeth Martin Barbara Johannes Christine Franz
Karin Josef Martina Karl Susanne Daniel Andrea Gerhard Manuela Robert Doris Florian Sonja Georg
Ingrid Alexander Renate Harald Silvia Manfred Helga Helmut Brigitte Rudolf Gabriele Leopold Ulrike
Jürgen Margarete Günter Nicole Dominik Verena Fabian Lisa""".split()
_FAMILY = """Gruber Huber Bauer Wagner Müller Pichler Steiner Moser Mayer Hofer Leitner Berger Fuchs
Eder Fischer Schmid Winkler Weber Schwarz Maier Schneider Reiter Mayr Schmidt Wimmer Egger Brunner
Lang Baumgartner Auer Binder Lechner Wolf Wallner Aigner Ebner Koller Lehner Haas Schuster Heilig
Horvath Novak Kovacs Steininger Haider Wieser Stadler Böhm Kaiser Holzer Riegler Strasser Zauner
Kern Dorfer Thaler Ortner Kogler Hauser Grabner Trummer Neuhold Resch Karner Jäger Wurm Pölzl
Kainz Prem Pock Hödl Posch Schwaiger Tschernutter Unterweger Kröll Plattner Rainer Gasser""".split()
_PLACES = """1010 Wien;1030 Wien;1090 Wien;1180 Wien;1220 Wien;2340 Mödling;2700 Wiener Neustadt;
3100 St. Pölten;3500 Krems;4020 Linz;4400 Steyr;4600 Wels;5020 Salzburg;5400 Hallein;6020 Innsbruck;
6330 Kufstein;6800 Feldkirch;6900 Bregenz;7000 Eisenstadt;8010 Graz;8020 Graz;8052 Graz;8430 Leibnitz;
8600 Bruck;8700 Leoben;9020 Klagenfurt;9500 Villach;9800 Spittal""".replace("\n", "").split(";")
_STREETS = """Hauptstraße Bahnhofstraße Kirchengasse Schulgasse Ringstraße Wiener_Straße Feldgasse
Gartenweg Mühlgasse Lindenweg Grazer_Straße Birkenweg Dorfplatz Mozartgasse Schillerstraße
Goethestraße Waldweg Sonnenweg Bergstraße Am_Anger Heinrichstraße Leechgasse Elisabethstraße
Keplerstraße Conrad-von-Hötzendorf-Straße Annenstraße Neugasse Parkstraße""".split()
_DOMAINS = ("gmx.at", "gmail.com", "aon.at", "outlook.com", "a1.net", "icloud.com")


def person(number: int) -> dict[str, str]:
    """The values of one person, the same for the same number."""
    draw = random.Random(f"address book {number}")
    given, family = draw.choice(_GIVEN), draw.choice(_FAMILY)
    postal_code, place = draw.choice(_PLACES).split(" ", 1)
    local = f"{given}.{family}{draw.randrange(10_000)}".lower()
    for letter, plain in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        local = local.replace(letter, plain)
    return {
        "given": given,
        "family": family,
        "postal_code": postal_code,
        "place": place,
        "street": f"{draw.choice(_STREETS).replace('_', ' ')} {draw.randrange(1, 120)}",
        "mobile": f"+43 664 {draw.randrange(1_000_000, 9_999_999)}",
        "home": f"0316 {draw.randrange(100_000, 999_999)}" if draw.random() < 0.3 else "",
        "email": f"{local}@{draw.choice(_DOMAINS)}" if draw.random() < 0.8 else "",
        "birth": f"{draw.randrange(1940, 2004)}-{draw.randrange(1, 13):02}-{draw.randrange(1, 28):02}"
        if draw.random() < 0.4
        else "",
        "note": "Sucht eine Wohnung mit Balkon" if draw.random() < 0.2 else "",
    }


def address_book(count: int, start: int = 0) -> bytes:
    """A vCard file of `count` people."""
    return "".join(map(_card, map(person, range(start, start + count)))).encode()


def _card(who: dict[str, str]) -> str:
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"N:{who['family']};{who['given']};;;",
        f"FN:{who['given']} {who['family']}",
        f"TEL;TYPE=CELL:{who['mobile']}",
        f"ADR;TYPE=HOME:;;{who['street']};{who['place']};;{who['postal_code']};Österreich",
    ]
    lines += [f"TEL;TYPE=HOME:{who['home']}"] if who["home"] else []
    lines += [f"EMAIL;TYPE=HOME:{who['email']}"] if who["email"] else []
    lines += [f"BDAY:{who['birth']}"] if who["birth"] else []
    lines += [f"NOTE:{who['note']}"] if who["note"] else []
    return "\r\n".join([*lines, "END:VCARD", ""])


def address_table(count: int) -> bytes:
    """The same people as a CSV file from Outlook (German)."""
    head = "Vorname;Nachname;Straße privat;Ort privat;Postleitzahl privat;Mobiltelefon;"
    head += "E-Mail-Adresse;Geburtstag;Notizen"
    names = (
        "given",
        "family",
        "street",
        "place",
        "postal_code",
        "mobile",
        "email",
        "birth",
        "note",
    )
    rows = (";".join(who[name] for name in names) for who in map(person, range(count)))
    return "\r\n".join([head, *rows, ""]).encode("cp1252")
