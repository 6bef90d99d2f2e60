"""The site that is measured signs people in as the product knows them."""

import pytest

from bench.web import SHELL_PATH


@pytest.mark.django_db
@pytest.mark.urls("bench.site.urls")
def test_who_is_signed_in_sees_pages(client, agent):
    assert client.get(f"/bench/anmelden/{agent.email}/").status_code == 200
    assert client.get(SHELL_PATH).status_code == 200
