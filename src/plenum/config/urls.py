"""The table of addresses: pages, the stock administration, and (from `plenum.api`) the REST door."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path
from django.utils.translation import gettext_lazy as _

# The administration's own sign-in form knows no rate limit; ours does.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
admin.site.site_header = admin.site.site_title = "Plenum"
admin.site.index_title = _("Administration")

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("plenum.web.urls")),
]

handler400 = "plenum.web.refusals.bad_request"
handler403 = "plenum.web.refusals.forbidden"
handler404 = "plenum.web.refusals.not_found"
handler500 = "plenum.web.refusals.server_error"
handler429 = "plenum.web.refusals.too_many_requests"
