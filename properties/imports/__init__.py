"""Feeds in OpenImmo become properties; what reads them is `properties.openimmo`."""
