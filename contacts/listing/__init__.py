"""The overview: what is searched, filtered, sorted and shown, and who keeps which view of it."""
