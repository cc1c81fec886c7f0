"""`plenum user …`: accounts and roles, from the server's own shell."""

from pathlib import Path
from typing import Annotated

import typer

from plenum.accounts.permissions import Role
from plenum.cli.saying import day_written, say, start, without_traceback
from plenum.errors import InvalidInput, NotFound

app = typer.Typer(no_args_is_help=True, help="Make accounts, and grant and end roles.")

Name = Annotated[str, typer.Argument(metavar="NAME", help="The name to sign in with.")]
RoleName = Annotated[str, typer.Argument(metavar="ROLE", help=f"One of {', '.join(Role)}.")]
BodyCode = Annotated[
    str, typer.Argument(metavar="BODY", help="The code of the body; the role reaches all below it.")
]
PasswordFile = Annotated[
    Path | None,
    typer.Option(
        help="Read the password from the first line of a file; asked for if not given.", exists=True
    ),
]


def _password(file: Path | None) -> str:
    if file is None:
        return typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    lines = file.read_text(encoding="utf-8").splitlines()
    if not lines or not lines[0]:
        raise InvalidInput("{file} holds no password; write it on the first line.", file=file)
    return lines[0]


def _checked(password: str, name: str) -> str:
    """The password. Raises `InvalidInput` saying why it is too easy to guess."""
    from django.contrib.auth import get_user_model
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    try:
        validate_password(password, get_user_model()(username=name))
    except ValidationError as error:
        raise InvalidInput(" ".join(error.messages)) from None
    return password


def _role(text: str) -> Role:
    try:
        return Role(text)
    except ValueError:
        raise InvalidInput(
            "{text!r} is not a role; choose one of {roles}.", text=text, roles=", ".join(Role)
        ) from None


@app.command("add")
@without_traceback
def add(
    name: Name,
    full_name: Annotated[str, typer.Option("--full-name", help="As pages show it.")] = "",
    email: Annotated[str, typer.Option()] = "",
    language: Annotated[str, typer.Option(help="vi or en.")] = "vi",
    superuser: Annotated[
        bool, typer.Option("--superuser", help="May do everything, everywhere: for the first administrator.")
    ] = False,
    password_file: PasswordFile = None,
) -> None:
    """Make an account. Grant it roles afterwards."""
    start()
    from plenum.accounts.actions import create_user, operator, set_reading_preferences

    password = _checked(_password(password_file), name)
    user = create_user(
        name, password, by=operator(), name=full_name, email=email, is_superuser=superuser, is_staff=superuser
    )
    set_reading_preferences(user, language=language, theme=user.theme)
    say(f"Made the account {name}.")


@app.command("password")
@without_traceback
def password(name: Name, password_file: PasswordFile = None) -> None:
    """Set a new password; whoever is signed in with the old one is signed out."""
    start()
    from plenum.accounts.actions import operator, set_password
    from plenum.accounts.queries import user_by_name

    set_password(user_by_name(name), _checked(_password(password_file), name), by=operator())
    say(f"Set a new password for {name}.")


@app.command("grant")
@without_traceback
def grant(
    name: Name,
    role: RoleName,
    body: BodyCode,
    starts: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="At once if not given.")
    ] = None,
) -> None:
    """Give an account a role on a body and all below it."""
    start()
    from plenum.accounts.actions import grant_role, operator
    from plenum.accounts.queries import user_by_name
    from plenum.organizations.queries import body_by_code

    wanted = _role(role)
    grant_role(
        user_by_name(name),
        wanted,
        body_by_code(body),
        by=operator(),
        starts=day_written(starts),
    )
    say(f"{name} is {role} on {body} {f'from {starts} on' if starts else 'from now on'}.")


@app.command("end")
@without_traceback
def end(
    name: Name,
    role: RoleName,
    body: BodyCode,
    last_day: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="Yesterday if not given.")
    ] = None,
) -> None:
    """End a role on a day; the grant stays in the record."""
    start()
    from plenum.accounts.actions import end_role, operator
    from plenum.accounts.queries import roles_of, user_by_name

    wanted = _role(role)
    held = [one for one in roles_of(user_by_name(name)) if (one.role, one.body.code) == (wanted, body)]
    if not held:
        raise NotFound("{name} is not {role} on {body}.", name=name, role=role, body=body)
    for one in held:
        end_role(one, by=operator(), ends=day_written(last_day))
    say(f"{name} is no longer {role} on {body}.")


@app.command("roles")
@without_traceback
def roles(name: Name) -> None:
    """List the roles an account holds today, one a line: role, body, first day."""
    start()
    from plenum.accounts.queries import roles_of, user_by_name

    for one in roles_of(user_by_name(name)):
        typer.echo(f"{one.role}\t{one.body.code}\t{one.starts or ''}")
