"""Places and bodies of the demonstration, with the mergers of 1 July 2025."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from plenum.organizations.actions import put_body, put_place, put_succession, put_term
from plenum.organizations.words import Words

if TYPE_CHECKING:
    from plenum.organizations.models import Body, Place

LAST_DAY = date(2025, 6, 30)
FIRST_DAY = date(2025, 7, 1)

DISTRICTS = {
    "hai-phong": (
        ("hai-an", "Quận Hải An", "Hai An District"),
        ("kien-thuy", "Huyện Kiến Thụy", "Kien Thuy District"),
        ("vinh-bao", "Huyện Vĩnh Bảo", "Vinh Bao District"),
        ("tien-lang", "Huyện Tiên Lãng", "Tien Lang District"),
        ("an-lao-hai-phong", "Huyện An Lão", "An Lao District"),
    ),
    "thai-binh": (
        ("thai-binh-city", "Thành phố Thái Bình", "Thai Binh City"),
        ("quynh-phu", "Huyện Quỳnh Phụ", "Quynh Phu District"),
        ("vu-thu", "Huyện Vũ Thư", "Vu Thu District"),
        ("hung-ha", "Huyện Hưng Hà", "Hung Ha District"),
        ("tien-hai", "Huyện Tiền Hải", "Tien Hai District"),
        ("kien-xuong", "Huyện Kiến Xương", "Kien Xuong District"),
    ),
}
"""The districts the reports name. District level was abolished on 1 July 2025."""

MERGER = Words("Sáp nhập tỉnh từ ngày 01/07/2025", "Merger of provinces in force from 2025-07-01")


BODIES = (
    (
        "politburo",
        Words("Bộ Chính trị", "Politburo"),
        "party_committee",
        None,
        "viet-nam",
    ),
    (
        "national-assembly",
        Words("Quốc hội", "National Assembly"),
        "assembly",
        None,
        "viet-nam",
    ),
    (
        "government",
        Words("Chính phủ", "Government"),
        "government",
        None,
        "viet-nam",
    ),
    (
        "statistics-office",
        Words(
            "Cơ quan thống kê quốc gia",
            "National statistics office",
        ),
        "ministry",
        "government",
        "viet-nam",
    ),
    (
        "hai-phong",
        Words(
            "Thành ủy Hải Phòng",
            "Hai Phong City Party Committee",
        ),
        "party_committee",
        "politburo",
        "hai-phong",
    ),
    (
        "hai-phong-council",
        Words(
            "Hội đồng nhân dân thành phố Hải Phòng",
            "Hai Phong People's Council",
        ),
        "assembly",
        None,
        "hai-phong",
    ),
    (
        "hai-phong-people",
        Words(
            "Ủy ban nhân dân thành phố Hải Phòng",
            "Hai Phong People's Committee",
        ),
        "government",
        "hai-phong",
        "hai-phong",
    ),
    (
        "hanoi",
        Words("Thành ủy Hà Nội", "Hanoi Party Committee"),
        "party_committee",
        "politburo",
        "ha-noi",
    ),
    (
        "hanoi-people",
        Words(
            "Ủy ban nhân dân thành phố Hà Nội",
            "Hanoi People's Committee",
        ),
        "government",
        "hanoi",
        "ha-noi",
    ),
    (
        "thai-binh",
        Words(
            "Tỉnh ủy Thái Bình",
            "Thai Binh Provincial Party Committee",
        ),
        "party_committee",
        "politburo",
        "thai-binh",
    ),
)
"""Code, name, kind, the body it answers to, its territory."""


def put_places() -> dict[str, Place]:
    """The nation, the provinces before and after the mergers, and the districts the reports name."""
    nation = put_place("viet-nam", Words("Việt Nam", "Viet Nam"), "nation")

    def province(code: str, name: Words, **dates: date) -> Place:
        return put_place(code, name, "province", within=nation, **dates)

    places = {
        "viet-nam": nation,
        "ha-noi": province("ha-noi", Words("Hà Nội", "Hanoi")),
        "hai-phong": province("hai-phong", Words("Hải Phòng", "Hai Phong"), ends=LAST_DAY),
        "hai-duong": province("hai-duong", Words("Hải Dương", "Hai Duong"), ends=LAST_DAY),
        "thai-binh": province("thai-binh", Words("Thái Bình", "Thai Binh"), ends=LAST_DAY),
        "hung-yen": province("hung-yen", Words("Hưng Yên", "Hung Yen"), ends=LAST_DAY),
        "hai-phong-2025": province(
            "hai-phong-2025", Words("Hải Phòng (từ 2025)", "Hai Phong (from 2025)"), starts=FIRST_DAY
        ),
        "hung-yen-2025": province(
            "hung-yen-2025", Words("Hưng Yên (từ 2025)", "Hung Yen (from 2025)"), starts=FIRST_DAY
        ),
    }
    for old, new in (
        ("hai-phong", "hai-phong-2025"),
        ("hai-duong", "hai-phong-2025"),
        ("thai-binh", "hung-yen-2025"),
        ("hung-yen", "hung-yen-2025"),
    ):
        put_succession(places[old], places[new], FIRST_DAY, basis=MERGER)
    for within, districts in DISTRICTS.items():
        for code, vi, en in districts:
            places[code] = put_place(code, Words(vi, en), "district", within=places[within], ends=LAST_DAY)
    return places


def put_bodies(places: dict[str, Place]) -> dict[str, Body]:
    """The three committees, the bodies above them, and who acts for them. All are public."""
    bodies: dict[str, Body] = {}
    for code, name, kind, within, place in BODIES:
        bodies[code] = put_body(
            code,
            name,
            kind,
            place=places[place],
            within=bodies[within] if within else None,
            is_public=True,
            ends=LAST_DAY if code == "thai-binh" else None,
        )
    for code, ordinal in (("hai-phong", 16), ("hanoi", 17), ("thai-binh", 20)):
        put_term(bodies[code], 2020, 2025, ordinal=ordinal)
    return bodies
