"""HEAD answers as GET does, without a body, and leaves nothing behind."""

import re
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from audit.models import Activity, Change
from base.accounts.record.models import SecurityEvent
from sharing.models import LinkView, ShareLink
from sharing.services import save_link
from tests.conventions.test_access import PUBLIC, address, asked, made, patterns, quiet  # noqa: F401

pytestmark = pytest.mark.django_db


def counted():
    return [model.objects.count() for model in (Activity, Change, LinkView, SecurityEvent)]


def addresses(made, link):  # noqa: F811
    item = link.items.get().pk
    for name, route, _entry in patterns():
        if name.startswith("admin"):
            continue
        own = address(route, made) if "<" in route and name not in PUBLIC else f"/{route}"
        own = (own or f"/{route}").replace("<str:token>", link.token)
        own = own.replace("<int:item_pk>", str(item))
        own = re.sub(r"<str:ticket>", "unterlagen", re.sub(r"<(?!str:ticket)[^>]+>", "1", own))
        yield name, f"/{route.partition('^')[0]}" if "(?P" in own or "^" in own else own


def test_head_answers_like_get_and_records_nothing(made, agent_client, client, quiet):  # noqa: F811
    link = ShareLink.objects.get(pk=made.link)
    save_link(link=link, valid_until=timezone.now() + timedelta(days=1))
    wrong, walked = {}, 0
    for visitor in (agent_client, client):
        for name, own in addresses(made, link):
            status = asked(visitor, "get", own)
            before = counted()
            with transaction.atomic():
                answer = visitor.head(own)
                body = b"".join(answer) if answer.streaming else answer.content
                is_same = (answer.status_code, counted(), body) == (status, before, b"")
                transaction.set_rollback(True)
            walked += status == 200
            if not is_same:
                wrong[name] = (status, answer.status_code, len(body))
    assert wrong == {}
    assert walked > 100
