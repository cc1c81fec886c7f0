"""The only writers of the ledger. Each checks permission, writes, and leaves an audit row, in one transaction."""

from plenum.ledger.actions.documents import put_document, put_provision, relate_documents
from plenum.ledger.actions.observations import (
    correct_observation,
    put_indicator,
    record_observation,
    register_source,
    withdraw_observation,
)
from plenum.ledger.actions.reviews import (
    AdoptedStanding,
    TallyAnnounced,
    adopt_review,
    clear_override,
    discard_review,
    override_standing,
    prepare_review,
    record_adoption,
)
from plenum.ledger.actions.scenarios import (
    Assumed,
    ScenarioDraft,
    change_scenario,
    end_link,
    end_scenario,
    link_indicators,
    put_scenario,
)
from plenum.ledger.actions.targets import TargetDraft, set_target, state_target_value, withdraw_target_value

__all__ = [
    "AdoptedStanding",
    "Assumed",
    "ScenarioDraft",
    "TallyAnnounced",
    "TargetDraft",
    "adopt_review",
    "change_scenario",
    "clear_override",
    "correct_observation",
    "discard_review",
    "end_link",
    "end_scenario",
    "link_indicators",
    "override_standing",
    "prepare_review",
    "put_document",
    "put_indicator",
    "put_provision",
    "put_scenario",
    "record_adoption",
    "record_observation",
    "register_source",
    "relate_documents",
    "set_target",
    "state_target_value",
    "withdraw_observation",
    "withdraw_target_value",
]
