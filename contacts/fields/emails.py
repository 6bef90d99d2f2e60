"""Checks e-mail addresses and guesses what was meant."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from rapidfuzz.distance import DamerauLevenshtein

# Domains that many people have, so that one letter off is a slip and not a company.
_COMMON_DOMAINS = (
    "gmail.com",
    "gmx.at",
    "gmx.de",
    "gmx.net",
    "web.de",
    "t-online.de",
    "aon.at",
    "a1.net",
    "chello.at",
    "hotmail.com",
    "outlook.com",
    "icloud.com",
    "yahoo.com",
    "yahoo.de",
    "freenet.de",
    "live.at",
    "live.de",
    "outlook.at",
    "outlook.de",
    "googlemail.com",
    "magenta.at",
    "me.com",
)


def is_email(address: str) -> bool:
    """Whether `address` can be an e-mail address."""
    try:
        validate_email(address)
    except ValidationError:
        return False
    return True


def suggestion(address: str, country: str) -> str:
    """The address that was probably meant, or nothing; `country` completes a domain (`AT`)."""
    repaired = re.sub(r"[\s<>\"]|^mailto:", "", address.strip()).replace(",", ".")
    repaired = re.sub(r"@{2,}", "@", repaired)
    repaired = re.sub(r"\.{2,}", ".", repaired).replace("@.", "@").strip(".")
    repaired = re.sub(r"\((?:at|ät)\)|\[at\]", "@", repaired, flags=re.IGNORECASE)
    local, at, domain = repaired.rpartition("@")
    if not at or not local or not domain:
        return ""
    meant = f"{local}@{_meant_domain(domain, country)}"
    return meant if meant != address and is_email(meant) else ""


def _meant_domain(domain: str, country: str) -> str:
    lowered = domain.lower()
    if lowered in _COMMON_DOMAINS:
        return domain
    for common in _COMMON_DOMAINS:
        if DamerauLevenshtein.distance(lowered, common, score_cutoff=1) <= 1 and len(common) > 6:
            return common
    return domain if "." in domain else f"{domain}.{country.lower()}"
