import type { Project } from "../src/project/facts.js";

// Packages whose views are routed without being in INSTALLED_APPS.
const INSTALLED =
  /^(django|rest_framework|drf|knox|djoser|dj_rest_auth|allauth|oauth2_provider|oauthlib|social_django|debug_toolbar|silk|graphene|strawberry|ninja|health_check|two_factor|mozilla_django_oidc|wagtail|prometheus_client)(_|$)/;

/** Whether a view is the repository's own, judged by the package that its dotted path starts with. */
export function isOwnView(project: Project, view: string): boolean {
  const own = ownModules(project);
  if (own.some((module) => isWithin(view, module))) return true;
  if (INSTALLED.test(topLevel(view))) return false;
  if (dependencyModules(project).has(topLevel(view))) return false;
  return !foreignModules(project).some((module) => isWithin(view, topLevel(module)));
}

/**
 * Whether a view is Django's, and nothing without what a URLconf gives it. A TemplateView is left out:
 * its page is often that of a frontend, which is built elsewhere.
 */
export function isSetUpByRoute(view: string): boolean {
  return /^django\.views\.generic\.(?!base\.(?:View|TemplateView)$)/.test(view);
}

function ownModules(project: Project): readonly string[] {
  const apps = project.apps.filter((app) => app.firstParty).map((app) => app.module);
  const { rootUrlconf, settings } = project.project;
  return [...apps, topLevel(rootUrlconf ?? settings), topLevel(settings)];
}

function foreignModules(project: Project): readonly string[] {
  return project.apps.filter((app) => !app.firstParty).map((app) => app.module);
}

/** What a dependency is probably imported as: django-lasuite as lasuite. */
function dependencyModules(project: Project): ReadonlySet<string> {
  const names = project.setup.dependencies.flatMap((file) => file.packages);
  return new Set(
    names
      .flatMap((name) => [name, name.replace(/^django-/, "")])
      .map((n) => n.replaceAll("-", "_")),
  );
}

function topLevel(module: string): string {
  return module.split(".")[0] ?? module;
}

function isWithin(dotted: string, module: string): boolean {
  return dotted === module || dotted.startsWith(`${module}.`);
}
