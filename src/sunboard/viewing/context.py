"""A village among the places above it, and its addresses: what everything about it may tell."""

from __future__ import annotations

from dataclasses import field

from sunboard.lazy import dataclass
from sunboard.model.today import Today
from sunboard.privacy.naming import phones_in
from sunboard.settings.contacts import Contacts
from sunboard.settings.packaged import Packaged
from sunboard.settings.places import COMMUNITY, Site, Township, Village
from sunboard.theming import Theme
from sunboard.typesetting.saying import Saying


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where a village's pages are, and what its codes carry. No slash at the end of the bases.

    `base` is empty while there is no website, `qr_base` also where nobody outside can open it.
    """

    base: str
    qr_base: str
    slug: str

    def url(self, number: str = "") -> str:
        """Return the address of a record, or of the village; nothing while there is none."""
        return self._below(self.base, number)

    def qr(self, number: str = "") -> str:
        """Return the same address as codes carry it; nothing where there are to be none."""
        return self._below(self.qr_base, number)

    def _below(self, base: str, number: str) -> str:
        return "/".join(filter(None, (base, self.slug, number))) + "/" if base else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VillageContext:
    """A village with the places above it, the theme as it speaks of it, and the day."""

    slug: str
    village: Village
    township: Township
    township_slug: str
    site: Site
    packaged: Packaged
    theme: Theme
    today: Today
    # the telephone numbers that may be shown, digits only: no other mobile number may
    public_phones: frozenset[str] = field(default=frozenset(), init=False)

    def __post_init__(self) -> None:
        """Gather the telephone numbers, for which all that shows anything asks."""
        phones = phones_in(self.site) | phones_in(self.township) | phones_in(self.village)
        object.__setattr__(self, "public_phones", phones)

    @property
    def is_community(self) -> bool:
        """Tell whether the place is a community and no village."""
        return self.village.type == COMMUNITY

    @property
    def say(self) -> Saying:
        """Return the words of the theme."""
        return self.theme.say

    @property
    def addresses(self) -> Addresses:
        """Return where the village's pages are."""
        site = self.site
        return Addresses(site.base, site.code_base if site.is_reachable else "", self.slug)

    def contact(self, name: str) -> str:
        """Return a contact, such as `supervise_phone`, from the nearest place that gives it; or nothing."""
        return next((value for layer in self.contacts if (value := getattr(layer, name))), "")

    @property
    def contacts(self) -> tuple[Contacts, ...]:
        """Return the contacts of the village and of the places above it, the nearest first."""
        given = (self.village.phones, self.township.contacts, self.site.contacts)
        return tuple(filter(None, given))
