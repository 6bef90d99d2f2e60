"""One module a group of cases, each with `measure(rows)`; bench.plan lists them."""
