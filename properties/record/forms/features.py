"""Yes, no or unknown for each feature, without a form field for each of the hundred."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from base.labels import Label
from properties.features import FEATURES, GROUPS
from properties.record.three_way import NO, YES, answers

PREFIX = "feature-"
# Each of the hundred features in its three states, in either language.
_MOST_ROWS = 1_000


@dataclass(frozen=True)
class FeatureBlock:
    """A group of features in the form: its rows as HTML, how many there are and are known."""

    label: Label
    rows: SafeString
    count: int
    told: int


def feature_blocks(present: list[str], absent: list[str]) -> list[FeatureBlock]:
    """The groups in order, with what is known of each feature."""
    states, language = answers(present, absent), get_language()
    return [
        FeatureBlock(
            label=group.label,
            rows=mark_safe(  # noqa: S308 - nothing in it was typed
                "".join(_row(code, states.get(code, ""), language) for code in group.features)
            ),
            count=len(group.features),
            told=len(states.keys() & group.features.keys()),
        )
        for group in GROUPS
    ]


@lru_cache(maxsize=_MOST_ROWS)
def _row(code: str, state: str, language: str | None) -> str:
    """One feature with what is known of it; `language` is the one in which it is asked."""
    options = "".join(
        f'<option value="{value}"{" selected" if value and value == state else ""}>{label}</option>'
        for value, label in (("", "–"), (YES, _("Ja")), (NO, _("Nein")))
    )
    select = f'<select class="form-select feature-state" name="{PREFIX}{code}">{options}</select>'
    return f'<label class="feature-row">{escape(str(FEATURES[code]))}{select}</label>'


def read_features(data: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Codes that are there and codes that are not, of what a form sent."""
    states = {code: data.get(f"{PREFIX}{code}", "") for code in FEATURES}
    present = [code for code, state in states.items() if state == YES]
    return present, [code for code, state in states.items() if state == NO]
