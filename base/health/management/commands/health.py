"""`manage.py health [PART]`: how the parts of the installation do."""

from __future__ import annotations

import json
import math
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from base.health.parts import WATCHED, Part, State
from base.health.probes import examine
from base.health.report import report


class Command(BaseCommand):
    """For operators, and for the health checks of containers that serve no pages."""

    help = (
        "Zeigt, wie es Datenbank, Broker, Worker, Mail-Worker und Scheduler geht, mit dem Alter "
        "des letzten Lebenszeichens in Sekunden. Endet mit 1, wenn einer säumig ist oder fehlt."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "part",
            nargs="?",
            choices=[Part.DATABASE, Part.BROKER, *WATCHED],
            help="nur dieser Teil",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        standings = examine(running_for=math.inf)
        del standings[Part.WEB]  # this is not the web
        if options["part"]:
            part = Part(options["part"])
            standings = {part: standings[part]}
        found = report(standings)
        self.stdout.write(json.dumps(found, indent=1))
        if found["state"] in (State.LATE, State.DOWN):
            sys.exit(1)
