/** Labels that packages give their apps where it is not the last part of the module's name. */
const LABELS: Readonly<Record<string, string>> = {
  "allauth.idp.oidc": "allauth_idp_oidc",
  "dj_rest_auth.mfa": "dj_rest_auth_mfa",
  django_admin_index: "admin_index",
  django_ratelimit: "ratelimit",
  django_tagulous: "tagulous",
  "django_tasks.backends.database": "django_tasks_database",
  django_tasks_db: "django_tasks_database",
  "dockerflow.django": "dockerflow",
  "dynamic_preferences.users": "dynamic_preferences_users",
  "elasticapm.contrib.django": "elasticapm",
  "guest_user.contrib.allauth": "guest_user_allauth",
  "guest_user.contrib.tos": "guest_user_tos",
  "hijack.contrib.admin": "hijack_admin",
  "mailauth.contrib.admin": "mailauth_admin",
  "mailauth.contrib.user": "mailauth_user",
  "mailauth.contrib.wagtail": "mailauth_wagtail",
  "oscar.apps.dashboard.catalogue": "catalogue_dashboard",
  "oscar.apps.dashboard.communications": "communications_dashboard",
  "oscar.apps.dashboard.offers": "offers_dashboard",
  "oscar.apps.dashboard.orders": "orders_dashboard",
  "oscar.apps.dashboard.pages": "pages_dashboard",
  "oscar.apps.dashboard.partners": "partners_dashboard",
  "oscar.apps.dashboard.ranges": "ranges_dashboard",
  "oscar.apps.dashboard.reports": "reports_dashboard",
  "oscar.apps.dashboard.reviews": "reviews_dashboard",
  "oscar.apps.dashboard.shipping": "shipping_dashboard",
  "oscar.apps.dashboard.users": "users_dashboard",
  "oscar.apps.dashboard.vouchers": "vouchers_dashboard",
  "pghistory.admin": "pghistory_admin",
  "pinax.invitations": "pinax_invitations",
  "pinax.teams": "pinax_teams",
  "raven.contrib.django": "raven_contrib_django",
  "tenant_users.tenants": "tenant_users_tenants",
  "two_factor.plugins.webauthn": "two_factor_webauthn",
  "unfold.contrib.constance": "unfold_constance",
  "unfold.contrib.filters": "unfold_filters",
  "unfold.contrib.forms": "unfold_forms",
  "unfold.contrib.guardian": "unfold_guardian",
  "unfold.contrib.hijack": "unfold_hijack",
  "unfold.contrib.import_export": "unfold_importexport",
  "unfold.contrib.inlines": "unfold_inlines",
  "unfold.contrib.location_field": "unfold_location_field",
  "unfold.contrib.reversion": "unfold_reversion",
  "unfold.contrib.reversion_compare": "unfold_reversion_compare",
  "unfold.contrib.simple_history": "unfold_simple_history",
  "unfold.contrib.waffle": "unfold_waffle",
  viewflow: "viewflow_base",
  "viewflow.contrib.admin": "viewflow_admin",
  "viewflow.workflow": "viewflow",
  wagtail: "wagtailcore",
  "wagtail.admin": "wagtailadmin",
  "wagtail.api.v2": "wagtailapi_v2",
  "wagtail.api.v3": "wagtailapi_v3",
  "wagtail.contrib.forms": "wagtailforms",
  "wagtail.contrib.frontend_cache": "wagtailfrontendcache",
  "wagtail.contrib.redirects": "wagtailredirects",
  "wagtail.contrib.routable_page": "wagtailroutablepage",
  "wagtail.contrib.search_promotions": "wagtailsearchpromotions",
  "wagtail.contrib.settings": "wagtailsettings",
  "wagtail.contrib.simple_translation": "simple_translation",
  "wagtail.contrib.sitemaps": "wagtailsitemaps",
  "wagtail.contrib.styleguide": "wagtailstyleguide",
  "wagtail.contrib.table_block": "wagtailtableblock",
  "wagtail.core": "wagtailcore",
  "wagtail.documents": "wagtaildocs",
  "wagtail.embeds": "wagtailembeds",
  "wagtail.images": "wagtailimages",
  "wagtail.locales": "wagtaillocales",
  "wagtail.search": "wagtailsearch",
  "wagtail.sites": "wagtailsites",
  "wagtail.snippets": "wagtailsnippets",
  "wagtail.users": "wagtailusers",
  "wagtail_localize.locales": "wagtaillocales",
  "wagtail_localize.modeladmin": "wagtail_localize_modeladmin",
};

/** Configurations of packages that are those of another app. */
const CONFIGURED: Readonly<Record<string, string>> = {
  "helusers.apps.HelusersAdminConfig": "django.contrib.admin",
  "raven.contrib.django.raven_compat": "raven.contrib.django",
  "strawberry.django": "strawberry",
};

/** Label and module of an app whose source is not in the repository. */
export function externalApp(entry: string): { readonly label: string; readonly module: string } {
  const named = moduleOf(entry);
  const module = CONFIGURED[entry] ?? CONFIGURED[named] ?? named;
  return { label: LABELS[module] ?? module.slice(module.lastIndexOf(".") + 1), module };
}

/** `package.apps.PackageConfig` configures `package`. */
function moduleOf(entry: string): string {
  const last = entry.slice(entry.lastIndexOf(".") + 1);
  if (!/^[A-Z]/.test(last)) return entry;
  const holder = entry.slice(0, -last.length - 1);
  return holder.replace(/\.(apps|app|config|app_config|appconfig)$/, "");
}
