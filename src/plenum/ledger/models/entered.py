"""What every row of the record says of itself."""

from django.conf import settings
from django.db import models


class Entered(models.Model):
    """A row that says who entered it and when the record took it in.

    The day a thing became known (`known_on`) is a different day: the one it was published or reported.
    """

    entered_at = models.DateTimeField(auto_now_add=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        abstract = True
