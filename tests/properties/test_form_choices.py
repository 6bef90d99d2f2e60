"""What the form of a property lets people choose from: features in three states, codes in words."""

import pytest
from django.utils import translation

from properties.models import Property
from properties.record.forms.features import feature_blocks
from properties.record.forms.record import PropertyForm

pytestmark = pytest.mark.django_db


def rows():
    return "".join(block.rows for block in feature_blocks(["balcony"], ["elevator"]))


@pytest.mark.parametrize(("language", "yes", "no"), [("de", "Ja", "Nein"), ("en", "Yes", "No")])
def test_each_feature_is_asked_for_in_the_language_of_the_page(language, yes, no):
    with translation.override(language):
        drawn = rows()
    states = f'<option value="yes">{yes}</option><option value="no">{no}</option>'
    assert f'name="feature-terrace"><option value="">–</option>{states}' in drawn
    assert (
        f'name="feature-balcony"><option value="">–</option><option value="yes" selected>{yes}'
        in drawn
    )
    assert drawn.count(f'<option value="no" selected>{no}</option></select>') == 1


def test_a_group_counts_what_is_known():
    blocks = feature_blocks(["balcony", "a code that nobody knows"], ["elevator"])
    assert sum(block.told for block in blocks) == 2
    assert all(block.count == block.rows.count("<select") for block in blocks)


@pytest.mark.parametrize(("language", "unknown"), [("de", "Unbekannt"), ("en", "Unknown")])
def test_what_may_stay_open_says_so(agency, language, unknown):
    with translation.override(language):
        form = PropertyForm(instance=Property(agency=agency, condition="new"), agency=agency)
        condition, marketing, status = (
            str(form[name]) for name in ("condition", "marketing_type", "status")
        )
    assert f'<option value="">{unknown}</option>' in condition
    assert '<option value="" selected></option>' in marketing
    assert '<option value=""' not in status
    assert 'value="draft" selected>' in status


def test_codes_that_no_list_knows_are_refused(agency):
    form = PropertyForm({"condition": "odd", "status": "odd"}, instance=Property(), agency=agency)
    assert {"condition", "status", "marketing_type"} <= set(form.errors)
