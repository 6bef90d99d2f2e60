"""The product's own site with two addresses more: a quick sign-in and the empty shell."""
