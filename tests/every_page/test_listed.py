"""No page can be forgotten: what is walked comes from the addresses of the product."""


def test_every_address_is_a_page_or_known_not_to_be_one(walk):
    assert not walk.forgotten, "\n" + "\n".join(walk.forgotten)
    print("\n".join(map(str, walk.pages)))
    names = {page.name for page in walk.pages}
    assert len(names) > 90
