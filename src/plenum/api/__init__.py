"""The REST door: everything the pages read, and what a reporter or reviewer enters, as JSON below `/api/`.

Holds addresses, the shapes of requests and answers, and the translation of errors into problem+json (RFC 9457).
Decides nothing and writes nothing itself: it calls the rooms' queries and actions, which check permission. Imports
of other doors are refused, and so are models.
"""
