"""Nothing that hangs on a contact or property is forgotten when it is merged away or erased."""

import pytest

from audit.bin.rules import BinRule, Rules
from contacts.models import Contact, ContactPhone
from contacts.references import (
    ReferenceRule,
    Rule,
    reference_rules,
    register_rule,
    related_keys,
)
from properties.bin_rules import bin_rules


def test_a_key_without_a_rule_stops_all_of_them():
    rules: Rules[BinRule] = Rules(Contact)
    keys = list(rules.keys())
    rules.register(*(BinRule(model, field, Rule.REMOVE) for model, field in keys[1:]))
    with pytest.raises(LookupError, match=f"no rule for {keys[0][0].__name__}.{keys[0][1]}"):
        rules.all()
    rules.register(BinRule(*keys[0], Rule.REMOVE))
    assert {(rule.model, rule.field) for rule in rules.all()} == set(keys)


def test_no_rule_is_left_of_a_key_that_went():
    assert {(rule.model, rule.field) for rule in reference_rules()} == set(related_keys())


def test_each_rule_is_somebodys():
    """What no rule says can go from the code that carries rules out."""
    assert {rule.on_merge for rule in reference_rules()} == {Rule.MOVE, Rule.REMOVE}
    erased = {rule.on_erase for rule in [*reference_rules(), *bin_rules()]}
    assert erased == {Rule.KEEP, Rule.REMOVE}


def test_hidden_reverse_names_are_walked_too():
    names = {f"{model.__name__}.{field}" for model, field in related_keys()}
    assert {"ContactPhone.contact", "Criterion.contact", "ShareLinkItem.contact"} <= names


def test_a_row_is_kept_without_what_it_hung_on_only_where_its_key_may_be_empty():
    kept = [rule for rule in [*reference_rules(), *bin_rules()] if rule.on_erase == Rule.KEEP]
    assert kept
    assert all(rule.model._meta.get_field(rule.field).null for rule in kept)


def test_two_rules_for_one_key_are_refused():
    with pytest.raises(ValueError, match="registered twice"):
        register_rule(ReferenceRule(ContactPhone, "contact", Rule.MOVE, Rule.REMOVE))


def test_moving_is_no_rule_for_erasing():
    with pytest.raises(ValueError, match="on erase"):
        register_rule(ReferenceRule(Contact, "spouse", Rule.MOVE, Rule.MOVE))


def test_what_is_counted_is_told_in_words():
    counted = [rule.counted for rule in reference_rules() if rule.counted]
    assert counted
    assert all((words % {"count": 1}).startswith("1 ") for words in counted)
