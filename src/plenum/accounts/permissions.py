"""The table of roles and what each may do.

A role is granted on a body and reaches that body and every body below it on the day of the question. A body marked
public may be viewed by anyone. A superuser may do everything.
"""

from enum import StrEnum


class Permission(StrEnum):
    VIEW = "view"
    EXPORT = "export"
    RECEIVE_REPORTS = "receive_reports"
    RECORD_OBSERVATIONS = "record_observations"
    CORRECT_OBSERVATIONS = "correct_observations"
    KEEP_DOCUMENTS = "keep_documents"
    SET_TARGETS = "set_targets"
    KEEP_INDICATORS = "keep_indicators"
    KEEP_SCENARIOS = "keep_scenarios"
    PREPARE_REVIEW = "prepare_review"
    ADOPT_VERDICTS = "adopt_verdicts"
    KEEP_ORGANIZATIONS = "keep_organizations"
    GRANT_ROLES = "grant_roles"
    VIEW_AUDIT = "view_audit"


class Role(StrEnum):
    VIEWER = "viewer"
    REPORTER = "reporter"
    REVIEWER = "reviewer"
    PLANNER = "planner"
    SECRETARY = "secretary"
    LEADER = "leader"
    ADMINISTRATOR = "administrator"


_READ = frozenset({Permission.VIEW, Permission.EXPORT})

ALLOWED: dict[Role, frozenset[Permission]] = {
    Role.VIEWER: _READ,
    Role.REPORTER: _READ | {Permission.RECEIVE_REPORTS, Permission.RECORD_OBSERVATIONS},
    Role.REVIEWER: _READ
    | {Permission.RECEIVE_REPORTS, Permission.RECORD_OBSERVATIONS, Permission.CORRECT_OBSERVATIONS},
    Role.PLANNER: _READ
    | {
        Permission.RECEIVE_REPORTS,
        Permission.RECORD_OBSERVATIONS,
        Permission.KEEP_DOCUMENTS,
        Permission.SET_TARGETS,
        Permission.KEEP_INDICATORS,
        Permission.KEEP_SCENARIOS,
    },
    Role.SECRETARY: _READ
    | {
        Permission.RECEIVE_REPORTS,
        Permission.KEEP_DOCUMENTS,
        Permission.KEEP_SCENARIOS,
        Permission.PREPARE_REVIEW,
    },
    Role.LEADER: _READ
    | {
        Permission.KEEP_SCENARIOS,
        Permission.PREPARE_REVIEW,
        Permission.ADOPT_VERDICTS,
        Permission.VIEW_AUDIT,
    },
    Role.ADMINISTRATOR: frozenset(Permission),
}


def roles_with(permission: Permission) -> frozenset[Role]:
    """The roles that carry `permission`."""
    return frozenset(role for role, allowed in ALLOWED.items() if permission in allowed)
