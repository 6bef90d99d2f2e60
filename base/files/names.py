"""Names of files: which are refused, and how the others are kept."""

import re
import unicodedata
from pathlib import PurePath

from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _

from base.errors import DomainError

# What runs when somebody opens it, under Windows, macOS or Linux.
_PROGRAMS = frozenset(
    "ade adp apk app appimage appref-ms appx application asx bas bat cab chm cmd command cpl csh "
    "deb desktop diagcab dmg dll drv elf exe gadget grp hlp hta htc img inf ins iso isp jar jnlp "
    "js jse ksh lnk mad maf mam mda mde msc msh msi msix msp mst ocx ops osx paf pcd php php3 "
    "php4 php5 php7 phar phtml pif pkg pl prf prg ps1 ps1xml ps2 psc1 psc2 psd1 psm1 py pyc pyw "
    "pyz rb reg rgs rpm run scf scpt scr sct settingcontent-ms sh shb shs sys theme url vb vbe "
    "vbp vbs vhd vhdx vxd website workflow ws wsc wsf wsh xbap xll xnk".split()
)
# Documents of office programs that carry macros, add-ins, and connections that fetch data.
_MACROS = frozenset(
    "accda accdb accde accdr ade dic docm dotm dqy iqy odc oqy potm ppam ppsm pptm rqy sldm slk "
    "udl wbk wll xla xlam xlm xls4 xlsb xlsm xltm xlw".split()
)
# Those that dress up with a harmless ending behind theirs; »Vertrag.pl.pdf« and »firma.com.pdf«
# mean something else.
_DISGUISED = frozenset(
    "bat cmd cpl dll exe hta jar js jse lnk msi php pif ps1 reg scr vbe vbs wsf wsh".split()
)
# Programs, and pages that carry scripts.
_REFUSED = (
    _PROGRAMS
    | frozenset(
        "asp aspx cgi com hta htm html htaccess jsp mht mhtml shtml svg svgz swf xht xhtml xsl "
        "xslt".split()
    )
    | _MACROS
)
# Characters that change the order in which a name is shown: »Rechnung[RLO]fdp.exe«.
_REORDERS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def check_name(name: str) -> None:
    """Raises DomainError for the name of a program, a script or a page, however it is dressed up.

    Endings are read as Windows would: without dots and blanks at the end, in any case, also
    before another ending (`a.exe.pdf`) and behind a colon (`a.pdf:b.exe`, a stream of NTFS).
    """
    if _REORDERS.search(name):
        raise DomainError(
            _("Der Dateiname enthält versteckte Zeichen. Bitte benennen Sie die Datei um.")
        )
    refused = refused_ending(name)
    if refused:
        text = _("Dateien mit der Endung ».%(ending)s« werden nicht angenommen.")
        raise DomainError(text % {"ending": refused})


def refused_ending(name: str) -> str:
    """The ending for which `name` is refused; empty when it may be kept."""
    plain = _printable(unicodedata.normalize("NFKC", name)).casefold()
    base = plain.replace("\\", "/").rstrip("/").rpartition("/")[2]
    for stream in re.split("[:;]", base):
        _stem, *endings = [part.strip() for part in stream.split(".")]
        endings = [ending for ending in endings if ending]
        if endings and endings[-1] in _REFUSED:
            return endings[-1]
        found = next((ending for ending in endings if ending in _DISGUISED), "")
        if found:
            return found
    return ""


def clean_name(name: str) -> str:
    """The last part of a path, without characters that cannot be seen."""
    base = PurePath(name.replace("\\", "/")).name
    return _printable(base).strip(". ")[-255:] or get_valid_filename("datei")


def _printable(name: str) -> str:
    return "".join(c for c in name if c.isprintable())
