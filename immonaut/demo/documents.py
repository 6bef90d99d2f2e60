"""Writes the documents of demo properties as PDF: land register, energy certificate, contract."""

import typst

_PAGE = """
#let note = text(8pt, gray)[Muster – nur zur Demonstration]
#set page(paper: "a4", margin: 2.4cm, footer: align(center, note))
#set text(lang: "de", size: 11pt)
#set document(title: sys.inputs.title)
#text(20pt, weight: "bold", sys.inputs.title)
#v(2pt)
#text(12pt, gray, sys.inputs.subtitle)
#line(length: 100%, stroke: 0.5pt + gray)
#v(8pt)
#for part in sys.inputs.body.split("\\n") [ #part #parbreak() ]
"""


def pdf(title: str, subtitle: str, body: list[str]) -> bytes:
    """A page with a heading and paragraphs; the words go in as data, never as markup."""
    inputs = {"title": title, "subtitle": subtitle, "body": "\n".join(body)}
    return bytes(typst.compile(_PAGE.encode(), format="pdf", sys_inputs=inputs))
