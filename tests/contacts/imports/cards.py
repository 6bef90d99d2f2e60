"""vCards to import."""

MARIA = """BEGIN:VCARD
VERSION:3.0
N:Steininger;Maria;;Mag.;
FN:Mag. Maria Steininger
TEL;TYPE=CELL:+43 664 4821390
EMAIL;TYPE=HOME:maria.steininger@example.at
ADR;TYPE=HOME:;;Heinrichstraße 20;Graz;;8010;Österreich
BDAY:1984-03-07
CATEGORIES:Altbau,Graz
NOTE:Sucht eine Wohnung
END:VCARD
"""
HANS = """BEGIN:VCARD
VERSION:3.0
N:Berger;Hans;;;
FN:Hans Berger
TEL;TYPE=WORK:0316 824410
ORG:Berger Bau GmbH
END:VCARD
"""
NAMELESS = "BEGIN:VCARD\nVERSION:3.0\nX-FOO:bar\nEND:VCARD\n"


def vcf(*cards: str) -> bytes:
    return "".join(cards).replace("\n", "\r\n").encode()


def numbered(count: int, start: int = 0) -> bytes:
    """Cards of people who resemble nobody."""
    names = [
        "".join(
            "bdfgklmnprst"[int(digit, 12)] + "aeiou"[(number + place) % 5]
            for place, digit in enumerate(f"{number + 144:04d}")
        )
        for number in range(start, start + count)
    ]
    return vcf(
        *(
            f"BEGIN:VCARD\nVERSION:3.0\nN:{name.title()}{number};Q{name};;;\n"
            f"FN:Q{name} {name.title()}{number}\nEMAIL:{name}{number}@x{number}.example\n"
            "END:VCARD\n"
            for number, name in enumerate(names, start)
        )
    )
