"""What differs between the rules for naskah dinas: paper, margins, letters, where addressee and date stand.

The values follow `naskah-dinas.md` 1.2, 1.4.3 and 1.6; [GK] marks what no regulation text that was read confirms.
An office changes a value here by taking the nearest profile and editing the template in Word.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from docgen.errors import NotFound
from docgen.paper.canonical import unpack
from docgen.paper.layout.elements import twips
from docgen.paper.package import W, main_part, parse


@dataclass(frozen=True)
class Paper:
    """Size and margins in millimetres; widths as the page lies before the reader."""

    width: float
    height: float
    top: float = 20
    bottom: float = 25
    left: float = 30
    right: float = 20

    @property
    def text(self) -> float:
        """The width between the margins."""
        return self.width - self.left - self.right


@dataclass(frozen=True)
class Profile:
    """One rule for naskah dinas. `size` in points, `line` in lines."""

    id: str
    letter: Paper
    report: Paper
    landscape: Paper
    disposition: Paper  # half a sheet
    font: str = "Arial"
    size: float = 12
    line: float = 1.15  # of running text
    addressee_left: bool = False  # under Hal; else at right under the date
    date_beside_nomor: bool = False  # else on its own line above
    paraf_box: bool = True  # with lines and a heading; else bare places for the paraf
    name_bold: bool = True
    name_underlined: bool = True


# Margins are least values: 20 mm above, 25 below, 30 at left, 20 at right.
_F4, _A4 = Paper(215, 330), Paper(210, 297)
_LANDSCAPE = {"top": 20.0, "bottom": 15.0, "left": 15.0, "right": 15.0}

_54_2009 = Profile(
    id="permendagri_54_2009",
    letter=_F4,
    report=_A4,  # [GK]
    landscape=replace(_F4, width=330, height=215, **_LANDSCAPE),
    disposition=Paper(215, 165, top=9, bottom=8, left=15, right=12),
)
_1_2023 = Profile(
    id="permendagri_1_2023",
    letter=_A4,  # Pasal 28(2)
    report=_A4,
    landscape=replace(_A4, width=297, height=210, **_LANDSCAPE),
    disposition=Paper(210, 148, top=7, bottom=5, left=15, right=12),  # [GK] half an A4
    font="Arial",  # Pasal 32
    line=1.15,  # [GK] one implementation uses 1.5
    addressee_left=True,  # [GK] as the national family does
    date_beside_nomor=True,  # [GK] likewise
    name_bold=False,  # [GK]
    name_underlined=False,  # [GK]
)
PROFILES: Mapping[str, Profile] = {profile.id: profile for profile in (_54_2009, _1_2023)}
SHIPPED_PROFILE = _54_2009


def profile_like(docx: bytes) -> Profile:
    """The profile whose pages that lie on their side have the paper of this one; the shipped one where none has."""
    parts = unpack(docx)
    widths = [int(size.get(f"{W}w", 0)) for size in parse(parts[main_part(parts)]).iter(f"{W}pgSz")]
    return next((one for one in PROFILES.values() if twips(one.landscape.width) in widths), SHIPPED_PROFILE)


def find_profile(profile_id: str) -> Profile:
    """The profile of that name; raises NotFound naming those there are."""
    if profile_id not in PROFILES:
        raise NotFound("Profil", profile_id, f"Yang ada: {', '.join(PROFILES)}.")
    return PROFILES[profile_id]
