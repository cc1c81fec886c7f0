"""What a permission lets one do and what a role is called, as parts of a message that can be translated."""

from plenum.accounts.permissions import Permission, Role
from plenum.errors import PlenumError

DOING: dict[Permission, PlenumError] = {
    Permission.VIEW: PlenumError("read the record of"),
    Permission.EXPORT: PlenumError("export the record of"),
    Permission.RECEIVE_REPORTS: PlenumError("receive reports for"),
    Permission.RECORD_OBSERVATIONS: PlenumError("record observations for"),
    Permission.CORRECT_OBSERVATIONS: PlenumError("correct observations of"),
    Permission.KEEP_DOCUMENTS: PlenumError("keep the documents of"),
    Permission.SET_TARGETS: PlenumError("set the targets of"),
    Permission.KEEP_INDICATORS: PlenumError("define indicators for"),
    Permission.KEEP_SCENARIOS: PlenumError("keep scenarios for"),
    Permission.PREPARE_REVIEW: PlenumError("prepare a review for"),
    Permission.ADOPT_VERDICTS: PlenumError("adopt verdicts for"),
    Permission.KEEP_ORGANIZATIONS: PlenumError("change the organization of"),
    Permission.GRANT_ROLES: PlenumError("grant roles in"),
    Permission.VIEW_AUDIT: PlenumError("read the audit trail of"),
}
"""Said before the name of a body or place: "You may not {doing} An Binh"."""

ROLE_NAMES: dict[Role, PlenumError] = {
    Role.VIEWER: PlenumError("Viewer"),
    Role.REPORTER: PlenumError("Reporter"),
    Role.REVIEWER: PlenumError("Reviewer"),
    Role.PLANNER: PlenumError("Planner"),
    Role.SECRETARY: PlenumError("Secretary"),
    Role.LEADER: PlenumError("Leader"),
    Role.ADMINISTRATOR: PlenumError("Administrator"),
}


def listed(parts: list[PlenumError]) -> PlenumError:
    """Parts of a message in a row, each translated on its own."""
    facts: dict[str, object] = {f"part{place}": part for place, part in enumerate(parts)}
    return PlenumError(", ".join(f"{{{name}}}" for name in facts), **facts)
