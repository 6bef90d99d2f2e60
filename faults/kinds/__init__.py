"""One module for each kind of fault; each has `measure(system)`, which yields findings."""
