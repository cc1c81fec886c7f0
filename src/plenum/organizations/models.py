"""Places and bodies with their dated trees, terms, people and positions."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from plenum.organizations.dates import Dated
from plenum.organizations.words import Words


class PlaceKind(models.TextChoices):
    NATION = "nation", "Nation"
    REGION = "region", "Region"
    PROVINCE = "province", "Province or centrally run city"
    DISTRICT = "district", "District"
    COMMUNE = "commune", "Commune"
    WARD = "ward", "Ward"


class BodyKind(models.TextChoices):
    PARTY_COMMITTEE = "party_committee", "Party committee"
    ASSEMBLY = "assembly", "National assembly or people's council"
    GOVERNMENT = "government", "Government or people's committee"
    MINISTRY = "ministry", "Ministry or central agency"
    DEPARTMENT = "department", "Department"
    DISTRICT_BODY = "district_body", "District body"
    COMMUNE_BODY = "commune_body", "Commune body"
    OTHER = "other", "Other"


class Named(models.Model):
    """Something with a lasting code and a name in each language."""

    code = models.SlugField(max_length=64, unique=True)
    name_vi = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300)

    class Meta:
        abstract = True

    @property
    def name(self) -> Words:
        return Words(self.name_vi, self.name_en)

    def __str__(self) -> str:
        return self.name_en or self.name_vi


class Place(Named, Dated):
    """A territory with dates of existence. A merged place is a new place that succeeds the old ones."""

    kind = models.CharField(max_length=16, choices=PlaceKind.choices)

    class Meta(Dated.Meta):
        ordering = ("name_en", "code")


class PlaceMembership(Dated):
    """`place` lies within `within` from a day to a day."""

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="memberships")
    within = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="members")

    class Meta:
        constraints = (
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["place", "within", "starts"], name="place_membership_once"),
            models.CheckConstraint(condition=~Q(place=F("within")), name="place_not_within_itself"),
        )

    def __str__(self) -> str:
        return f"{self.place} within {self.within}"


class Succession(models.Model):
    """On `on`, `share` of what was counted for `predecessor` came to be counted for `successor`.

    A merger has one row per predecessor with share 1; a split has several rows whose shares add to 1.
    Series are never rewritten: a comparable series is computed through these links.
    """

    predecessor = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="antecedents")
    on = models.DateField(help_text="First day of the successor.")
    share = models.DecimalField(
        max_digits=9,
        decimal_places=8,
        default=1,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
        help_text="Share of the predecessor, 0 to 1.",
    )
    basis_vi = models.CharField(max_length=300, blank=True)
    basis_en = models.CharField(max_length=300, blank=True)
    source_url = models.URLField(max_length=1000, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["predecessor", "successor", "on"], name="succession_once"),
            models.CheckConstraint(
                condition=Q(share__gte=0, share__lte=1), name="succession_share_is_a_share"
            ),
            models.CheckConstraint(condition=~Q(predecessor=F("successor")), name="succession_not_to_itself"),
        )

    @property
    def basis(self) -> Words:
        return Words(self.basis_vi, self.basis_en)

    def __str__(self) -> str:
        return f"{self.predecessor} into {self.successor} on {self.on:%Y-%m-%d}"


class Body(Named, Dated):
    """An organization that resolves or acts."""

    kind = models.CharField(max_length=20, choices=BodyKind.choices)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="bodies", null=True, blank=True)
    is_public = models.BooleanField(
        default=False, help_text="Anyone may read this body's record without signing in."
    )

    class Meta(Dated.Meta):
        verbose_name_plural = "bodies"
        ordering = ("name_en", "code")


class BodyMembership(Dated):
    """`body` answers to `within` from a day to a day."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="memberships")
    within = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="members")

    class Meta:
        constraints = (
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["body", "within", "starts"], name="body_membership_once"),
            models.CheckConstraint(condition=~Q(body=F("within")), name="body_not_within_itself"),
        )

    def __str__(self) -> str:
        return f"{self.body} within {self.within}"


class Term(models.Model):
    """The years a body is elected for; `ordinal` is its number in the body's own count (the 16th)."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="terms")
    ordinal = models.PositiveSmallIntegerField(null=True, blank=True)
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("body", "first_year")
        constraints = (
            models.UniqueConstraint(fields=["body", "first_year"], name="term_once"),
            models.CheckConstraint(
                condition=Q(last_year__gte=F("first_year")), name="term_ends_after_it_starts"
            ),
        )

    @property
    def years(self) -> str:
        return f"{self.first_year}-{self.last_year}"

    def __str__(self) -> str:
        return f"{self.body} {self.years}"


class Person(models.Model):
    """Someone who holds or held a position; not an account."""

    name = models.CharField(max_length=200)

    class Meta:
        verbose_name_plural = "people"
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Position(Dated):
    """What a person was in a body, from a day to a day."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="positions")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="positions")
    title_vi = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300)

    class Meta(Dated.Meta):
        ordering = ("body", "person")

    @property
    def title(self) -> Words:
        return Words(self.title_vi, self.title_en)

    def __str__(self) -> str:
        return f"{self.person}, {self.title_en or self.title_vi}"
