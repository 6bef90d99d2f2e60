"""Nothing that hangs on a contact is forgotten when it is merged away or erased."""

import pytest

from contacts.models import Contact, ContactPhone
from contacts.references import (
    ReferenceRule,
    Rule,
    reference_rules,
    register_rule,
    related_keys,
)


def test_every_key_to_a_contact_has_a_rule():
    assert {(rule.model, rule.field) for rule in reference_rules()} == set(related_keys())


def test_hidden_reverse_names_are_walked_too():
    names = {f"{model.__name__}.{field}" for model, field in related_keys()}
    assert {"ContactPhone.contact", "Criterion.contact", "ShareLinkItem.contact"} <= names


def test_a_row_is_kept_without_its_contact_only_where_its_key_may_be_empty():
    impossible = [
        f"{rule.model.__name__}.{rule.field}"
        for rule in reference_rules()
        if rule.on_erase == Rule.KEEP and not rule.model._meta.get_field(rule.field).null
    ]
    assert impossible == []


def test_two_rules_for_one_key_are_refused():
    with pytest.raises(ValueError, match="registered twice"):
        register_rule(ReferenceRule(ContactPhone, "contact", Rule.REFUSE, Rule.REFUSE))


def test_moving_is_no_rule_for_erasing():
    with pytest.raises(ValueError, match="on erase"):
        register_rule(ReferenceRule(Contact, "spouse", Rule.MOVE, Rule.MOVE))


def test_what_is_counted_is_told_in_words():
    counted = [rule.counted for rule in reference_rules() if rule.counted]
    assert counted
    assert all((words % {"count": 1}).startswith("1 ") for words in counted)
