"""The table of addresses: pages, the stock administration, and (from `plenum.api`) the REST door."""

from allauth.account.decorators import secure_admin_login
from allauth.account.models import EmailAddress
from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from django.views.generic import RedirectView

# The administration's own sign-in form knows no rate limit; ours does.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
admin.site.site_header = admin.site.site_title = "Plenum"
# Rights come from roles on bodies, and a reader's address is kept with the reader.
for model in (Group, EmailAddress):
    if admin.site.is_registered(model):
        admin.site.unregister(model)
admin.site.index_title = _("Administration")

urlpatterns = [
    path("admin/password_change/", RedirectView.as_view(pattern_name="account_change_password")),
    path("admin/", admin.site.urls),
    path("api/", include("plenum.api.urls")),
    path("", include("plenum.web.urls")),
]

handler400 = "plenum.web.refusals.bad_request"
handler403 = "plenum.web.refusals.forbidden"
handler404 = "plenum.web.refusals.not_found"
handler500 = "plenum.web.refusals.server_error"
handler429 = "plenum.web.refusals.too_many_requests"
