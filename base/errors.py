"""The one exception type that services raise for what a person can put right."""

from collections.abc import Mapping

from base.labels import Label

Message = Label


class DomainError(Exception):
    """Something the person has to know, in their language.

    `message` is shown as it is; `fields` maps form field names to messages of their own.
    Views turn it into a form error (422), a toast or a page, never into a 500.
    """

    def __init__(self, message: Message, *, fields: Mapping[str, Message] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.fields = dict(fields or {})

    def __str__(self) -> str:
        return str(self.message)
