"""`plenum register …`: what has to be there before figures can come in, from the server's own shell.

A place and a body, the body's term, the documents it issued and the indicators it is measured by. Each command makes
the thing, or brings the one with this code to what is given here.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from plenum.cli.saying import day_written, say, start, without_traceback
from plenum.errors import InvalidInput

if TYPE_CHECKING:
    from django.db.models import Model

Choice = TypeVar("Choice", bound=Enum)

app = typer.Typer(
    no_args_is_help=True, help="Register places, bodies, terms, documents and indicators, or change them."
)

Code = Annotated[str, typer.Argument(metavar="CODE", help="A lasting code: small letters, digits, hyphens.")]
NameVi = Annotated[str, typer.Option("--vi", help="The Vietnamese name or title.")]
NameEn = Annotated[str, typer.Option("--en", help="The English name or title.")]
Starts = Annotated[
    str | None, typer.Option("--from", metavar="DATE", help="First day; always was if not given.")
]
Ends = Annotated[str | None, typer.Option("--until", metavar="DATE", help="Last day; still is if not given.")]


def _one_of(words: type[Choice], text: str) -> Choice:
    """Raises `InvalidInput` naming the words there are."""
    try:
        return words(text)
    except ValueError:
        raise InvalidInput(
            "{text!r} is not one of {words}.", text=text, words=", ".join(one.value for one in words)
        ) from None


@contextmanager
def _kept(action: str | None = None, after: dict[str, Any] | None = None) -> "Iterator[list[Model]]":
    """A transaction; what is put into the list is held to its fields' own rules, and audited as `action` if one is
    given (the ledger's actions audit themselves).
    """
    from django.core.exceptions import ValidationError
    from django.db import transaction

    from plenum.accounts.actions import operator, record_audit

    with transaction.atomic():
        made: list[Model] = []
        yield made
        for one in made:
            try:
                one.full_clean()
            except ValidationError as error:
                faults = [f"{name}: {' '.join(said)}" for name, said in error.message_dict.items()]
                raise InvalidInput(" ".join(faults)) from None
            if action is not None:
                record_audit(action, one, by=operator(), after=after)


@app.command("place")
@without_traceback
def place(
    code: Code,
    name_vi: NameVi,
    name_en: NameEn,
    kind: Annotated[str, typer.Option(help="nation, region, province, district, commune or ward.")],
    within: Annotated[str | None, typer.Option(metavar="CODE", help="The place it lies within.")] = None,
    starts: Starts = None,
    ends: Ends = None,
) -> None:
    """Register a territory."""
    start()
    from plenum.organizations.actions import put_place
    from plenum.organizations.queries import place_by_code
    from plenum.organizations.words import Words

    with _kept("register_place", {"code": code, "kind": kind, "within": within}) as made:
        outer = place_by_code(within) if within is not None else None
        made.append(
            put_place(
                code,
                Words(name_vi, name_en),
                kind,
                within=outer,
                starts=day_written(starts),
                ends=day_written(ends),
            )
        )
    say(f"Registered the place {code}.")


@app.command("body")
@without_traceback
def body(
    code: Code,
    name_vi: NameVi,
    name_en: NameEn,
    kind: Annotated[
        str,
        typer.Option(
            help="party_committee, assembly, government, ministry, department, district_body, commune_body or other."
        ),
    ],
    place: Annotated[str | None, typer.Option(metavar="CODE", help="Its territory.")] = None,
    within: Annotated[str | None, typer.Option(metavar="CODE", help="The body it answers to.")] = None,
    public: Annotated[bool, typer.Option("--public", help="Anyone may read its record.")] = False,
    starts: Starts = None,
    ends: Ends = None,
) -> None:
    """Register an organization that resolves or acts."""
    start()
    from plenum.organizations.actions import put_body
    from plenum.organizations.queries import body_by_code, place_by_code
    from plenum.organizations.words import Words

    with _kept("register_body", {"code": code, "kind": kind, "within": within, "public": public}) as made:
        made.append(
            put_body(
                code,
                Words(name_vi, name_en),
                kind,
                place=place_by_code(place) if place is not None else None,
                within=body_by_code(within) if within is not None else None,
                is_public=public,
                starts=day_written(starts),
                ends=day_written(ends),
            )
        )
    say(f"Registered the body {code}.")


@app.command("term")
@without_traceback
def term(
    body: Annotated[str, typer.Argument(metavar="BODY")],
    first_year: Annotated[int, typer.Argument(metavar="FIRST", min=1900, max=2200)],
    last_year: Annotated[int, typer.Argument(metavar="LAST", min=1900, max=2200)],
    ordinal: Annotated[int | None, typer.Option(min=1, help="Its number in the body's own count.")] = None,
) -> None:
    """Register the years a body is elected for."""
    start()
    from plenum.organizations.actions import put_term
    from plenum.organizations.queries import body_by_code

    with _kept("register_term", {"body": body, "years": f"{first_year}-{last_year}"}) as made:
        made.append(put_term(body_by_code(body), first_year, last_year, ordinal=ordinal))
    say(f"Registered the term {first_year}-{last_year} of {body}.")


@app.command("document")
@without_traceback
def document(
    code: Code,
    body: Annotated[str, typer.Option(metavar="BODY", help="The issuer.")],
    kind: Annotated[str, typer.Option(help="resolution, programme, plan, decision, …")],
    name_vi: NameVi,
    name_en: NameEn,
    number: Annotated[str, typer.Option(help="As printed, without 'No.'.")] = "",
    issued: Annotated[str | None, typer.Option(metavar="DATE")] = None,
    in_term: Annotated[
        str | None,
        typer.Option(
            "--term",
            metavar="DATE",
            help="A day of the term it is for; a body is judged by the resolution of its term.",
        ),
    ] = None,
    url: Annotated[str, typer.Option()] = "",
) -> None:
    """Register an official document."""
    start()
    from plenum.accounts.actions import operator
    from plenum.ledger.actions import put_document
    from plenum.ledger.vocabulary import DocumentKind
    from plenum.organizations.queries import body_by_code, term_on
    from plenum.organizations.words import Words

    issuer, term_day = body_by_code(body), day_written(in_term)
    found = term_on(issuer, term_day) if term_day is not None else None
    if term_day is not None and found is None:
        raise InvalidInput("{body} has no term on {day}; register it first.", body=body, day=in_term)
    with _kept() as made:
        made.append(
            put_document(
                code,
                body=issuer,
                kind=_one_of(DocumentKind, kind),
                title=Words(name_vi, name_en),
                number=number,
                issued_on=day_written(issued),
                term=found,
                url=url,
                by=operator(),
            )
        )
    say(f"Registered the document {code}.")


@app.command("indicator")
@without_traceback
def indicator(
    code: Code,
    keeper: Annotated[str, typer.Option(metavar="BODY", help="The body that maintains the definition.")],
    name_vi: NameVi,
    name_en: NameEn,
    unit: Annotated[str, typer.Option(help="'bn VND', '%', 'm tonnes', …")],
    measurement: Annotated[str, typer.Option(help="stock, flow, rate, share or count.")],
    over_time: Annotated[str, typer.Option(help="How it adds over time: sum, last, mean or compound.")],
    direction: Annotated[str, typer.Option(help="up, down or range.")] = "up",
    over_places: Annotated[str, typer.Option(help="sum or none.")] = "none",
) -> None:
    """Register what is measured."""
    start()
    from plenum.accounts.actions import operator
    from plenum.ledger.actions import put_indicator
    from plenum.ledger.vocabulary import Direction, Measurement, OverPlaces, OverTime
    from plenum.organizations.queries import body_by_code
    from plenum.organizations.words import Words

    with _kept() as made:
        made.append(
            put_indicator(
                code,
                keeper=body_by_code(keeper),
                name=Words(name_vi, name_en),
                unit=unit,
                measurement=_one_of(Measurement, measurement),
                over_time=_one_of(OverTime, over_time),
                direction=_one_of(Direction, direction),
                over_places=_one_of(OverPlaces, over_places),
                by=operator(),
            )
        )
    say(f"Registered the indicator {code}.")
