"""The agency named on the command line."""

from __future__ import annotations

from argparse import ArgumentParser

from django.core.management.base import CommandError

from base.accounts.models import Agency


def add_agency(parser: ArgumentParser, *, required: bool = True) -> None:
    """`--agency SLUG`; where it is not required, all agencies are meant without it."""
    meant = "Kürzel des Büros" if required else "Kürzel eines Büros; ohne diese Angabe alle"
    parser.add_argument("--agency", required=required, metavar="SLUG", help=meant)


def agency_named(slug: str, *, hint: str = "") -> Agency:
    """The agency; raises CommandError where there is none, with what helps."""
    found = Agency.objects.filter(slug=slug).first()
    if found is None:
        raise CommandError(f"Es gibt kein Büro mit dem Kürzel »{slug}«{hint and f'; {hint}'}.")
    return found
