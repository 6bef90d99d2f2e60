"""What people at work hear of parts that stand still."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from base.health.parts import WATCHED, Part, State, judge
from base.health.pulses import read_beats, running_for
from base.labels import Label

_WORDS = {
    Part.MAIL_WORKER: _("E-Mails gehen zurzeit nicht hinaus."),
    Part.WORKER: _("Importe, Exporte, Sammelaktionen und Auswertungen warten zurzeit."),
    Part.SCHEDULER: _(
        "Was von selbst geschieht, steht zurzeit still: weitere Versuche bei E-Mails, Fristen und"
        " das Löschen nach Ablauf."
    ),
}


@dataclass(frozen=True)
class Stop:
    """Something that stands still; `since` is the last sign of life, if there ever was one."""

    part: Part
    text: Label
    since: datetime | None


def what_stands_still(parts: Collection[Part] = WATCHED) -> list[Stop]:
    """Of `parts`, in the order of importance; one query.

    Empty while the installation is only starting.
    """
    standings = judge(read_beats(), running_for())
    return [
        Stop(part, text, standings[part].beat.at)
        for part, text in _WORDS.items()
        if part in parts and standings[part].state is State.LATE
    ]
