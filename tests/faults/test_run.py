"""The fault run tells the truth about what it saw; the run itself is `make faults`."""

import smtplib
from urllib.parse import urlsplit

import pytest

from faults import findings
from faults.__main__ import _all, main
from faults.findings import Finding
from faults.mailserver import MailServer, Manner
from faults.system import System


def test_what_is_not_as_it_must_be_is_said():
    good = Finding("SMTP dead", "the mail waits", "it waits", is_ok=True)
    bad = Finding("SMTP dead", "the mail waits " * 9, "it is lost", is_ok=False)
    assert findings.row(good).splitlines()[0].endswith("ok")
    assert findings.row(bad).splitlines()[0].endswith("NOT")
    assert findings.row(bad).count("waits") == 9
    assert findings.summary([good, bad]) == "1 of 2 as it must be."


def test_a_fault_that_breaks_off_is_a_finding_and_the_next_is_done(tmp_path):
    def broken(system):
        yield Finding("one", "a", "b", is_ok=True)
        raise ConnectionRefusedError("nobody")

    def whole(system):
        yield Finding("two", "a", "b", is_ok=True)

    seen = list(_all(System(tmp_path), {"broken": broken, "whole": whole}))
    assert [finding.is_ok for finding in seen] == [True, False, True]
    assert "nobody" in seen[1].seen


def test_an_unknown_fault_is_no_success():
    assert main(["--only", "nonsense"]) == 2


@pytest.fixture
def mail():
    server = MailServer()
    server.start()
    yield server
    server.stop()


def _deliver(server: MailServer) -> dict:
    address = urlsplit(server.url)
    with smtplib.SMTP(address.hostname, address.port, timeout=5) as line:
        return line.sendmail("a@x.example", ["b@y.example"], "Message-ID: <1@x>\r\n\r\nHallo\r\n")


def test_the_mail_server_lies_when_told_to(mail):
    assert _deliver(mail) == {}
    mail.manner = Manner.LYING
    with pytest.raises(smtplib.SMTPServerDisconnected):
        _deliver(mail)
    assert mail.received("<1@x>") == 2
    mail.stop()
    with pytest.raises(ConnectionRefusedError):
        _deliver(mail)
    mail.start()
    mail.manner = Manner.HONEST
    assert _deliver(mail) == {}
