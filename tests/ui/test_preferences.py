import pytest


def test_the_server_renders_the_chosen_theme(signed_in):
    assert "data-theme" not in signed_in.get("/stil/").content.decode()
    response = signed_in.post("/ansicht/", {"theme": "dark", "next": "/stil/"})
    assert (response.status_code, response.headers["Location"]) == (303, "/stil/")
    assert '<html lang="de" data-theme="dark">' in signed_in.get("/stil/").content.decode()


def test_a_theme_nobody_knows_is_ignored(client):
    client.post("/ansicht/", {"theme": '"><script>'})
    client.cookies["immonaut_theme"] = "evil"
    assert "evil" not in client.get("/konto/login/").content.decode()


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "javascript:x"])
def test_the_way_back_never_leaves_the_product(client, target, db):
    for url in ("/ansicht/", "/sprache/", "/tasten/"):
        response = client.post(url, {"theme": "dark", "language": "de", "next": target})
        assert response.headers["Location"] == "/"


def test_the_language_can_be_changed_before_signing_in(client, db):
    assert '<html lang="de"' in client.get("/konto/login/").content.decode()
    client.post("/sprache/", {"language": "en"})
    assert '<html lang="en"' in client.get("/konto/login/").content.decode()


def test_single_keys_can_be_switched_off(signed_in):
    assert 'data-shortcuts="on"' in signed_in.get("/stil/").content.decode()
    signed_in.post("/tasten/", {"shortcuts": "off"})
    assert 'data-shortcuts="off"' in signed_in.get("/stil/").content.decode()


@pytest.mark.parametrize("url", ["/ansicht/", "/sprache/", "/tasten/"])
def test_looking_changes_nothing(client, url):
    assert client.get(url).status_code == 405
