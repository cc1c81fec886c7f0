"""Users, roles granted on bodies, and the audit trail."""

from django.contrib.auth.models import AbstractUser
from django.db import models

from plenum.accounts.permissions import Role
from plenum.organizations.dates import Dated
from plenum.organizations.models import Body


class User(AbstractUser):
    """Someone who signs in, with how they like to read."""

    language = models.CharField(max_length=5, choices=[("vi", "Tiếng Việt"), ("en", "English")], default="vi")
    theme = models.CharField(
        max_length=5, choices=[("auto", "Auto"), ("light", "Light"), ("dark", "Dark")], default="auto"
    )

    def __str__(self) -> str:
        return self.get_full_name() or self.username


class RoleGrant(Dated):
    """`user` has `role` on `body` and all below it, from a day to a day."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="role_grants")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="role_grants")
    role = models.CharField(max_length=16, choices=[(role.value, role.value.capitalize()) for role in Role])
    granted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    granted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("user", "body", "role")
        constraints = (
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["user", "body", "role", "starts"], name="role_granted_once"),
        )

    def __str__(self) -> str:
        return f"{self.user}: {self.role} on {self.body}"


class AuditEntry(models.Model):
    """What was done, by whom, when: written in the same transaction as the change, never changed after."""

    append_only = True

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="audit_entries", null=True)
    action = models.CharField(max_length=64)
    subject_type = models.CharField(max_length=64)
    subject_id = models.CharField(max_length=64, blank=True)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="audit_entries", null=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    note = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "audit entries"
        ordering = ("-id",)
        indexes = (models.Index(fields=["subject_type", "subject_id"], name="audit_by_subject"),)

    def __str__(self) -> str:
        return f"{self.action} {self.subject_type} {self.subject_id}"
