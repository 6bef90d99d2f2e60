"""Two people at one record: what a page showed, what somebody changed, and where both did.

A page carries in its hidden field `base` what it showed. A save changes what this person changed;
a field that both changed is shown with both values, and nothing is saved until they decide.
"""
