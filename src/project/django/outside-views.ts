import type { View } from "./view.js";

/** Modules in which Django really defines the generic views that `django.views.generic` exports. */
const GENERIC: Readonly<Record<string, string>> = {
  View: "base",
  TemplateView: "base",
  RedirectView: "base",
  DetailView: "detail",
  ListView: "list",
  FormView: "edit",
  CreateView: "edit",
  UpdateView: "edit",
  DeleteView: "edit",
};

/** The dotted path under which Django knows a class that a stand-in defines elsewhere. */
export function realName(dotted: string): string {
  const name = dotted.replace(/^django\.views\.generic\./, "");
  if (name === dotted) return dotted;
  return `django.views.generic.${GENERIC[name] ?? "dates"}.${name}`;
}

const METHODS: Readonly<Record<string, readonly string[]>> = {
  "drf_spectacular.views.SpectacularAPIView": ["GET"],
  "drf_spectacular.views.SpectacularJSONAPIView": ["GET"],
  "drf_spectacular.views.SpectacularYAMLAPIView": ["GET"],
  "drf_spectacular.views.SpectacularSwaggerView": ["GET"],
  "drf_spectacular.views.SpectacularRedocView": ["GET"],
  "rest_framework.authtoken.views.ObtainAuthToken": ["POST"],
};

/** A view of a package: only where it is certain under which name the package defines it. */
export function outsideView(name: string, kind: "class" | "function"): View {
  const methods = METHODS[name];
  if (methods) return { kind: "view", name, methods, model: null };
  const isDjango = /^django\.(?:views|contrib\.\w+\.views)\./.test(name);
  if (kind === "function" && isDjango) return { kind: "view", name, methods: ["GET"], model: null };
  return { kind: "outside" };
}
