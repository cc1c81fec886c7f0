"""The cast: an invented province, An Binh, with everything a test of the record needs. Every figure is made up.

Alice administers, Bob reports, Chi reviews, Dung plans, Em keeps the minutes, Giang leads, Hoa only reads; Minh has
no role, and Oanh leads the committee of another province.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from plenum.accounts.actions import create_user, grant_role, operator
from plenum.accounts.models import User
from plenum.accounts.permissions import Role
from plenum.ledger.actions import (
    TargetDraft,
    put_document,
    put_indicator,
    put_provision,
    record_observation,
    register_source,
    relate_documents,
    set_target,
    state_target_value,
)
from plenum.ledger.models import Document, Indicator, Observation, Source, Target
from plenum.ledger.vocabulary import (
    DateBasis,
    Direction,
    DocumentKind,
    Measurement,
    OverPlaces,
    OverTime,
    RelationKind,
    SourceKind,
    Status,
    TargetKind,
)
from plenum.organizations.actions import put_body, put_place, put_term
from plenum.organizations.models import Body, Place
from plenum.organizations.words import Words
from plenum.periods import Period

PASSWORD = "a long enough password"

NAMES = {
    Role.ADMINISTRATOR: ("alice", "Alice"),
    Role.REPORTER: ("bob", "Bob"),
    Role.REVIEWER: ("chi", "Chi"),
    Role.PLANNER: ("dung", "Dũng"),
    Role.SECRETARY: ("em", "Em"),
    Role.LEADER: ("giang", "Giang"),
    Role.VIEWER: ("hoa", "Hoa"),
}


@dataclass
class Cast:
    """Everyone and everything, by name."""

    operator: User
    nation: Place
    province: Place
    district: Place
    elsewhere: Place
    committee: Body
    department: Body
    other_committee: Body
    users: dict[Role, User]
    minh: User
    oanh: User
    revenue: Indicator
    poverty: Indicator
    growth: Indicator
    source: Source
    resolution: Document
    programme: Document
    targets: dict[str, Target] = field(default_factory=dict)
    observations: dict[str, Observation] = field(default_factory=dict)

    @property
    def alice(self) -> User:
        return self.users[Role.ADMINISTRATOR]

    @property
    def bob(self) -> User:
        return self.users[Role.REPORTER]

    @property
    def chi(self) -> User:
        return self.users[Role.REVIEWER]

    @property
    def dung(self) -> User:
        return self.users[Role.PLANNER]

    @property
    def em(self) -> User:
        return self.users[Role.SECRETARY]

    @property
    def giang(self) -> User:
        return self.users[Role.LEADER]

    @property
    def hoa(self) -> User:
        return self.users[Role.VIEWER]


def assemble() -> Cast:
    """Put the cast into the database. The committee's record is private; the other committee's too."""
    by = operator()
    nation = put_place("dai-nam", Words("Đại Nam", "Dai Nam"), "nation")
    province = put_place("an-binh", Words("An Bình", "An Binh"), "province", within=nation)
    district = put_place("an-lac", Words("An Lạc", "An Lac"), "district", within=province)
    elsewhere = put_place("ha-thanh", Words("Hạ Thành", "Ha Thanh"), "province", within=nation)
    committee = put_body(
        "an-binh", Words("Tỉnh ủy An Bình", "An Binh Provincial Committee"), "party_committee", place=province
    )
    department = put_body(
        "an-binh-finance",
        Words("Sở Tài chính An Bình", "An Binh Department of Finance"),
        "department",
        place=province,
        within=committee,
    )
    other = put_body(
        "ha-thanh",
        Words("Tỉnh ủy Hạ Thành", "Ha Thanh Provincial Committee"),
        "party_committee",
        place=elsewhere,
    )
    users = {}
    for role, (username, name) in NAMES.items():
        users[role] = create_user(username, PASSWORD, by=by, name=name, language="en")
        grant_role(users[role], role, committee, by=by)
    minh = create_user("minh", PASSWORD, by=by, name="Minh", language="en")
    oanh = create_user("oanh", PASSWORD, by=by, name="Oanh", language="en")
    grant_role(oanh, Role.LEADER, other, by=by)

    revenue = put_indicator(
        "revenue",
        keeper=committee,
        name=Words("Thu ngân sách", "Budget revenue"),
        unit="bn VND",
        measurement=Measurement.FLOW,
        over_time=OverTime.SUM,
        over_places=OverPlaces.SUM,
        bounds=(Decimal(0), None),
        by=by,
    )
    poverty = put_indicator(
        "poverty",
        keeper=committee,
        name=Words("Tỷ lệ hộ nghèo", "Poor household rate"),
        unit="%",
        measurement=Measurement.SHARE,
        over_time=OverTime.LAST,
        direction=Direction.DOWN,
        bounds=(Decimal(0), Decimal(100)),
        by=by,
    )
    growth = put_indicator(
        "growth",
        keeper=committee,
        name=Words("Tốc độ tăng GRDP", "GRDP growth"),
        unit="%",
        measurement=Measurement.RATE,
        over_time=OverTime.COMPOUND,
        by=by,
    )
    source = register_source(
        SourceKind.DOCUMENT,
        published_on=date(2021, 1, 15),
        title=Words("Niên giám An Bình", "An Binh yearbook"),
        url="https://an-binh.example/yearbook",
        precedence=10,
        by=by,
    )
    resolution = put_document(
        "an-binh-2020",
        body=committee,
        kind=DocumentKind.RESOLUTION,
        number="01-NQ/DH",
        title=Words("Nghị quyết Đại hội nhiệm kỳ 2020-2025", "Congress resolution for the 2020-2025 term"),
        issued_on=date(2020, 10, 20),
        term=put_term(committee, 2020, 2025, ordinal=9),
        by=by,
    )
    provision = put_provision(
        resolution, "1", position=1, text=Words("Chỉ tiêu kinh tế", "Economic targets"), by=by
    )
    put_provision(resolution, "2", position=2, text=Words("Chỉ tiêu xã hội", "Social targets"), by=by)
    programme = put_document(
        "an-binh-programme",
        body=committee,
        kind=DocumentKind.PROGRAMME,
        number="02-CTr/TU",
        title=Words("Chương trình hành động", "Action programme"),
        issued_on=date(2021, 3, 1),
        by=by,
    )
    relate_documents(programme, RelationKind.IMPLEMENTS, resolution, provision=provision, by=by)
    cast = Cast(
        operator=by,
        nation=nation,
        province=province,
        district=district,
        elsewhere=elsewhere,
        committee=committee,
        department=department,
        other_committee=other,
        users=users,
        minh=minh,
        oanh=oanh,
        revenue=revenue,
        poverty=poverty,
        growth=growth,
        source=source,
        resolution=resolution,
        programme=programme,
    )
    _set_targets(cast)
    _record(cast)
    return cast


def _set_targets(cast: Cast) -> None:
    economy, society = Words("Kinh tế", "Economy"), Words("Xã hội", "Society")
    known = date(2020, 10, 20)
    provision = cast.resolution.provisions.get(number="1")

    def put(number: str, name: Words, kind: TargetKind, period: str, **facts: object) -> Target:
        low, high = facts.pop("low", None), facts.pop("high", None)
        draft = TargetDraft(
            number=number,
            position=len(cast.targets) + 1,
            name=name,
            kind=kind,
            period=Period.parse(period),
            known_on=known,
            source=cast.source,
            **facts,  # type: ignore[arg-type]
        )
        target = set_target(cast.resolution, draft, by=cast.dung)
        cast.targets[number] = target
        if low is not None or high is not None:
            assert low is None or isinstance(low, Decimal)
            assert high is None or isinstance(high, Decimal)
            state_target_value(target, low=low, high=high, source=cast.source, known_on=known, by=cast.dung)
        return target

    put(
        "1",
        Words("Thu ngân sách năm 2025", "Budget revenue in 2025"),
        TargetKind.LEVEL,
        "2025",
        indicator=cast.revenue,
        group=economy,
        provision=provision,
        low=Decimal(160),
    )
    put(
        "2",
        Words("Tăng trưởng bình quân", "Average growth"),
        TargetKind.AVERAGE_GROWTH,
        "2021/2025",
        indicator=cast.growth,
        group=economy,
        provision=provision,
        low=Decimal("7.5"),
        high=Decimal(8),
    )
    put(
        "3",
        Words("Tỷ lệ hộ nghèo", "Poor household rate"),
        TargetKind.LEVEL,
        "2025",
        indicator=cast.poverty,
        direction=Direction.DOWN,
        group=society,
        low=Decimal(1),
    )
    whole = put(
        "4", Words("Ngân sách và nghèo", "Budget and poverty"), TargetKind.COMPOUND, "2025", group=society
    )
    put(
        "4a",
        Words("Thu ngân sách", "Budget revenue"),
        TargetKind.LEVEL,
        "2025",
        indicator=cast.revenue,
        part_of=whole,
        low=Decimal(120),
    )
    put(
        "4b",
        Words("Tỷ lệ hộ nghèo", "Poor household rate"),
        TargetKind.LEVEL,
        "2025",
        indicator=cast.poverty,
        direction=Direction.DOWN,
        part_of=whole,
        low=Decimal(2),
    )
    put("5", Words("Nông thôn mới", "New rural areas"), TargetKind.MILESTONE, "2025", group=society)


def _record(cast: Cast) -> None:
    """Revenue grows 10 % a year from 100 in 2020; poverty falls from 5; growth was 7 and 9."""
    figures = [
        ("revenue", cast.revenue, {2020: "100", 2021: "110", 2022: "121"}),
        ("poverty", cast.poverty, {2020: "5", 2021: "4.2", 2022: "3.4"}),
        ("growth", cast.growth, {2021: "7", 2022: "9"}),
    ]
    for name, indicator, values in figures:
        for year, value in values.items():
            source = register_source(
                SourceKind.DOCUMENT,
                published_on=date(year + 1, 1, 15),
                title=Words(f"Niên giám {year}", f"Yearbook {year}"),
                url=f"https://an-binh.example/yearbook/{year}",
                date_basis=DateBasis.STATED,
                precedence=10,
                by=cast.operator,
            )
            cast.observations[f"{name} {year}"] = record_observation(
                indicator,
                cast.province,
                Period.parse(str(year)),
                Decimal(value),
                status=Status.ACTUAL,
                source=source,
                by=cast.bob,
            )


def record_revenue(cast: Cast, period: str, value: int, known_on: date, **more: Any) -> Observation:
    """Revenue of the province (or `place`) as actual (or `status`), by Chi (or `by`)."""
    facts = {"status": Status.ACTUAL, "by": cast.chi} | more
    return record_observation(
        cast.revenue,
        facts.pop("place", cast.province),
        Period.parse(period),
        Decimal(value),
        source=cast.source,
        known_on=known_on,
        **facts,
    )
