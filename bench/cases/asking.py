"""Asks for pages without a server in between, to see what they cost the database."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from base.accounts.models import User
from bench.site.urls import BACKEND
from bench.stock.loading import AGENT


def agents_client() -> Client:
    """A client in which the agency's administrator is signed in."""
    client = Client(headers={"host": "localhost"})
    client.force_login(User.objects.get(email=AGENT), BACKEND)
    return client


def queries_of(client: Client, path: str) -> int:
    """How many statements a page sends."""
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return len(captured)
