"""Imports of contacts: what was read, reviewed by the agent, becomes contacts."""
