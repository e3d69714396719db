/** Labels that packages give their apps where it is not the last part of the module's name. */
const LABELS: Readonly<Record<string, string>> = {
  "allauth.idp.oidc": "allauth_idp_oidc",
  "dj_rest_auth.mfa": "dj_rest_auth_mfa",
  django_ratelimit: "ratelimit",
  django_tasks_db: "django_tasks_database",
  "django_tasks.backends.database": "django_tasks_database",
  "dockerflow.django": "dockerflow",
  "dynamic_preferences.users": "dynamic_preferences_users",
  "hijack.contrib.admin": "hijack_admin",
  "two_factor.plugins.webauthn": "two_factor_webauthn",
  "unfold.contrib.constance": "unfold_constance",
  "unfold.contrib.filters": "unfold_filters",
  "unfold.contrib.forms": "unfold_forms",
  "unfold.contrib.guardian": "unfold_guardian",
  "unfold.contrib.hijack": "unfold_hijack",
  "unfold.contrib.import_export": "unfold_importexport",
  "unfold.contrib.inlines": "unfold_inlines",
  "unfold.contrib.location_field": "unfold_location_field",
  "unfold.contrib.simple_history": "unfold_simple_history",
  "unfold.contrib.waffle": "unfold_waffle",
  wagtail: "wagtailcore",
  "wagtail.admin": "wagtailadmin",
  "wagtail.api.v2": "wagtailapi_v2",
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
};

/** Label and module of an app whose source is not in the repository. */
export function externalApp(entry: string): { readonly label: string; readonly module: string } {
  const module = moduleOf(entry);
  return { label: LABELS[module] ?? module.slice(module.lastIndexOf(".") + 1), module };
}

/** `package.apps.PackageConfig` configures `package`. */
function moduleOf(entry: string): string {
  const last = entry.slice(entry.lastIndexOf(".") + 1);
  if (!/^[A-Z]/.test(last)) return entry;
  const holder = entry.slice(0, -last.length - 1);
  return holder.replace(/\.(apps|app|config|app_config|appconfig)$/, "");
}
