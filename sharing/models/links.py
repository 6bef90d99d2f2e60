"""Links that open chosen documents to one customer for a limited time."""

from __future__ import annotations

import builtins
import uuid
from datetime import datetime, timedelta
from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Count, F, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from audit.triggers import history
from base.accounts.models import AgencyOwned, AgencyQuerySet
from base.files.models import StoredFile
from base.tokens import make_token
from base.ui.formats import exact_moment
from contacts.models import Contact, ContactFile
from properties.models import Property, PropertyDocument

# How long the first click on *Löschen* waits for the second: long enough for whoever cannot click
# at once (WCAG 2.2.1); it can be armed again at will.
ARMED_FOR = timedelta(seconds=30)
TOKEN_PURPOSE = "share"  # noqa: S105 - names what the token is for


class LinkState(models.TextChoices):
    """A draft opens nothing; saving it makes it active."""

    DRAFT = "draft", _("Entwurf")
    ACTIVE = "active", _("Gespeichert")


class Standing(models.TextChoices):
    """How a link stands at a moment, as shown to the agent."""

    DRAFT = "draft", _("Entwurf")
    OPEN = "open", _("Gültig")
    EXPIRED = "expired", _("Abgelaufen")
    CLOSED = "closed", _("Gesperrt")


class ShareLinkQuerySet(AgencyQuerySet["ShareLink"]):
    """Links in the words of the office."""

    def present(self) -> ShareLinkQuerySet:
        """Links that nobody has deleted, of contacts that are there."""
        return self.filter(deleted_at__isnull=True, contact__deleted_at__isnull=True)

    def drafts(self) -> ShareLinkQuerySet:
        """Generated but not yet saved: they open nothing."""
        return self.present().filter(state=LinkState.DRAFT)

    def open_at(self, now: datetime) -> ShareLinkQuerySet:
        """Links that open their contents at `now`."""
        return self.present().filter(
            Q(property__isnull=True) | Q(property__deleted_at__isnull=True),
            state=LinkState.ACTIVE,
            valid_until__gt=now,
        )

    def expired_at(self, now: datetime) -> ShareLinkQuerySet:
        """Saved links whose time is over at `now`."""
        return self.present().filter(state=LinkState.ACTIVE, valid_until__lte=now)

    def with_views(self) -> ShareLinkQuerySet:
        """Adds `view_count` and `last_viewed_at`."""
        views = LinkView.objects.filter(link=OuterRef("pk")).order_by().values("link")
        counted = views.annotate(n=Count("pk"), last=Max("at"))
        return self.annotate(
            view_count=Coalesce(Subquery(counted.values("n")), 0),
            last_viewed_at=Subquery(counted.values("last")),
        )


class ShareLink(AgencyOwned):
    """One link for one contact; the secret part is `token`, deleting is soft."""

    told_by: ClassVar = ("property",)
    identity = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    contact = models.ForeignKey(
        Contact, models.CASCADE, related_name="share_links", verbose_name=_("Kontakt")
    )
    property = models.ForeignKey(
        Property,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="share_links",
        verbose_name=_("Immobilie"),
    )
    state = models.CharField(_("Status"), max_length=10, choices=LinkState, default=LinkState.DRAFT)
    # The last moment at which the link opens; None until the draft is saved.
    valid_until = models.DateTimeField(_("Gültig bis"), null=True, blank=True)
    message = models.TextField(_("Nachricht an den Kunden"), blank=True, max_length=2000)
    created_at = models.DateTimeField(_("Erzeugt am"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Erzeugt von"),
    )
    # When *Löschen* was clicked first: a second click soon after deletes.
    armed_at = models.DateTimeField(null=True, blank=True, editable=False)
    deleted_at = models.DateTimeField(_("Gelöscht am"), null=True, blank=True, editable=False)

    objects: ClassVar[ShareLinkQuerySet] = ShareLinkQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("Link")
        verbose_name_plural = _("Links")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=LinkState.values), name="share_link_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state=LinkState.DRAFT) | Q(valid_until__isnull=False),
                name="share_link_active_has_an_end",
            ),
        ]
        indexes = [
            models.Index(
                fields=["agency", "-id"], name="share_link_overview", condition=Q(deleted_at=None)
            ),
            models.Index(
                fields=["contact", "-id"],
                name="share_link_of_contact",
                condition=Q(deleted_at=None),
            ),
        ]
        triggers = [history("contact", key="contact_id", derived=["armed_at", "identity"])]

    def __str__(self) -> str:
        return str(self.property or self.contact)

    @builtins.property
    def token(self) -> str:
        """The part of the address that opens the link."""
        return make_token(TOKEN_PURPOSE, self.identity)

    def standing_at(self, now: datetime) -> Standing:
        """How the link stands at `now`; its property comes with `select_related`."""
        if self.state == LinkState.DRAFT or self.valid_until is None:
            return Standing.DRAFT
        if self.property is not None and self.property.deleted_at is not None:
            return Standing.CLOSED
        return Standing.OPEN if self.valid_until > now else Standing.EXPIRED


class ShareLinkItemQuerySet(AgencyQuerySet["ShareLinkItem"]):
    """What links show."""

    def shown(self) -> ShareLinkItemQuerySet:
        """Items whose content may be shown now.

        A document that was deleted or made public since, and a file that was deleted, are gone
        from every link at once; so is whatever does not belong to the link's own property and
        contact.
        """
        document = Q(
            document__deleted_at__isnull=True,
            document__visibility="protected",
            document__property__deleted_at__isnull=True,
            document__property=F("link__property"),
        )
        file = Q(
            file__deleted_at__isnull=True,
            file__contact__deleted_at__isnull=True,
            file__contact=F("link__contact"),
        )
        return self.filter(document | file).select_related("document__stored", "file__stored")


class ShareLinkItem(AgencyOwned):
    """One chosen content: a protected document of the property or a file of the contact."""

    told_by: ClassVar = ("document", "file")
    link = models.ForeignKey(ShareLink, models.CASCADE, related_name="items", editable=False)
    # The link's contact once more, for the record's timeline.
    contact = models.ForeignKey(Contact, models.CASCADE, related_name="+", editable=False)
    document = models.ForeignKey(
        PropertyDocument,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="share_items",
        verbose_name=_("Dokument"),
    )
    file = models.ForeignKey(
        ContactFile,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="share_items",
        verbose_name=_("Persönliche Datei"),
    )
    position = models.PositiveSmallIntegerField(default=0, editable=False)

    objects: ClassVar[ShareLinkItemQuerySet] = ShareLinkItemQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("Freigegebener Inhalt")
        verbose_name_plural = _("Freigegebene Inhalte")
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(document__isnull=True) ^ Q(file__isnull=True),
                name="share_item_is_exactly_one_content",
            ),
            models.UniqueConstraint(fields=["link", "document"], name="share_item_document_once"),
            models.UniqueConstraint(fields=["link", "file"], name="share_item_file_once"),
        ]
        triggers = [history("contact", key="contact_id", derived=["position"])]

    def __str__(self) -> str:
        return self.name

    @builtins.property
    def name(self) -> str:
        """The name under which the customer sees it."""
        return self._content.name

    @builtins.property
    def stored(self) -> StoredFile:
        """The bytes behind it."""
        return self._content.stored

    @builtins.property
    def is_shown(self) -> bool:
        """Whether the content is still there and still protected; see `shown()`.

        Judges what was fetched, for lists; what customers get goes through `shown()`.
        """
        if self.document is not None:
            return self.document.deleted_at is None and self.document.is_protected
        return self.file is not None and self.file.deleted_at is None

    @builtins.property
    def _content(self) -> PropertyDocument | ContactFile:
        content = self.document or self.file
        assert content is not None  # the database holds it (share_item_is_exactly_one_content)
        return content


# Only who owns the record may say when it was.
_SERVER_TIME = """
    IF NOT audit_is_told_by_owner() THEN
        NEW.at := clock_timestamp();
    END IF;
    RETURN NEW;
"""


class LinkView(models.Model):
    """One view by the customer. Append-only: counting is an INSERT, never an UPDATE.

    It is evidence itself, so it carries no history trigger; it goes with its contact alone
    (`audit.erasing`).
    """

    is_evidence = True

    link = models.ForeignKey(
        ShareLink, models.CASCADE, related_name="views", verbose_name=_("Link")
    )
    at = models.DateTimeField(_("Angesehen am"))
    address = models.CharField(_("IP-Adresse"), max_length=45, blank=True)
    user_agent = models.CharField(_("Gerät"), max_length=300, blank=True)
    # Which showing of the landing page it came from: a double click is one view.
    opening = models.UUIDField(null=True, unique=True, editable=False)

    class Meta:
        verbose_name = _("Ansicht")
        verbose_name_plural = _("Ansichten")
        indexes = [models.Index(fields=["link", "-at"], name="link_view_by_link")]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update),
            pgtrigger.Trigger(
                name="server_time",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=_SERVER_TIME,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.link} {exact_moment(self.at)}"
