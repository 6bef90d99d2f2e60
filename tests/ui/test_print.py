"""What a page looks like on paper: what it says, without what one clicks, dark on white."""

import pytest

from contacts.data import ContactData
from contacts.services import create_contacts


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_on_paper_the_navigation_is_gone(open_page, person, agency, theme):
    [contact] = create_contacts(
        agency=agency, items=[ContactData({"family_name": "Steininger"})], user=person
    )
    for path, heading in (
        (f"/kontakte/{contact.pk}/", "Steininger"),
        ("/kontakte/", "Kontakte"),
        ("/", "Übersicht"),
    ):
        page = open_page(path, person, color_scheme=theme)
        page.emulate_media(media="print", color_scheme=theme)
        for hidden in (".sidebar", ".page-actions", "button >> nth=0", ".btn-primary >> nth=0"):
            assert not page.locator(hidden).is_visible(), (path, hidden)
        assert page.get_by_role("heading", name=heading, level=1).is_visible()
        paper = "getComputedStyle(document.body).backgroundColor"
        assert page.evaluate(paper) == "rgb(255, 255, 255)"
        ink = "getComputedStyle(document.querySelector('h1')).color"
        red, green, blue = map(int, page.evaluate(ink)[4:-1].split(","))
        assert max(red, green, blue) < 90, "dark enough to be read on paper"
