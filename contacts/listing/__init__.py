"""The overview: searched, filtered, sorted, shown, acted on; and who keeps which view of it."""
