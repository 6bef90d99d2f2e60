"""An IBAN is read however it was typed or pasted."""

import pytest

from contacts.fields.bank import compact, read_bic, read_iban

IBAN = "AT611904300234573201"


@pytest.mark.parametrize(
    "text",
    [
        IBAN,
        IBAN.lower(),
        "AT61 1904 3002 3457 3201",
        "AT61-1904-3002-3457-3201",
        "AT61.1904.3002.3457.3201",
        "AT61/1904/3002/3457/3201",
        "IBAN: AT61 1904 3002 3457 3201",
        "IBAN AT611904300234573201",
        "Iban-Nr.: AT61\u00a01904\u00a03002\u00a03457\u00a03201",
        "IBAN: AT61 1904 3002 3457 3201, BIC: BKAUATWW",
        "(IBAN) AT61_1904_3002_3457_3201",
        "ＡＴ61 1904 3002 3457 3201",
        "AT61\u20111904\u20113002\u20113457\u20113201\n",
    ],
)
def test_separators_and_labels_do_not_matter(text):
    assert read_iban(text).iban == IBAN


@pytest.mark.parametrize("text", ["GIBAATWW-XXX", "gibaatwwxxx", "BIC: GIBAATWWXXX"])
def test_a_bic_as_well(text):
    assert read_bic(text) == "GIBAATWWXXX"


def test_what_is_none_keeps_its_letters():
    assert compact("") == ""
    assert compact("Sparkasse 4711") == "SPARKASSE4711"


def test_the_form_takes_it_and_keeps_what_is_wrong_as_typed(agent_client, maria):
    url = f"/kontakte/{maria.pk}/sonstiges/"
    saved = agent_client.post(url, {"iban": "IBAN: AT61-1904-3002-3457-3201"})
    assert saved.status_code in (200, 303)
    maria.refresh_from_db()
    assert maria.iban == IBAN
    wrong = agent_client.post(url, {"iban": "IBAN: AT61-1904-3002-3457-3202"})
    assert wrong.status_code == 422
    assert 'value="IBAN: AT61-1904-3002-3457-3202"' in wrong.content.decode()
