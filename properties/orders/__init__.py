"""Search orders (Suchaufträge): what a customer looks for, and what fits."""
