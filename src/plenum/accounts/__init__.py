"""Who may do what, and what was done: users, roles scoped to a body's subtree, and the audit trail.

The audit trail is append-only in the database itself. Refuses knowledge of what is recorded: the rooms above say
which permission an action needs, this room says who has it.
"""
