import { createInterpreter, type Interpreter, type Value } from "../../src/python/index.js";
import { djangoHost } from "../../src/project/django/host.js";
import { createDoubts } from "../../src/project/doubts.js";
import type { Doubt, Route } from "../../src/project/facts.js";
import { claimedRoute, readRoutes } from "../../src/project/routes.js";
import { REQUEST_METHODS } from "../../src/project/scans.js";
import { memoryHost } from "../python/memory-host.js";

/** What was read, in short. */
export interface Read {
  readonly routes: readonly string[];
  readonly doubts: readonly string[];
}

/** Views that the URLconfs name. */
export const VIEWS = `from rest_framework import generics, mixins, viewsets, views
from rest_framework.decorators import action, api_view
from django.db import models

class Note(models.Model):
    pass

class Notes(viewsets.ModelViewSet):
    queryset = Note.objects.all()

class Reads(viewsets.ReadOnlyModelViewSet):
    queryset = Note.objects.filter(a=1)
    lookup_field = "slug"

    @action(detail=True, methods=["post", "put"], url_path="set-it", url_name="set")
    def set_it(self, request, slug=None):
        pass

    @set_it.mapping.delete
    def unset_it(self, request, slug=None):
        pass

    @action(detail=False)
    def recent(self, request):
        pass

class Plain(views.APIView):
    def get(self, request):
        pass

    def post(self, request):
        pass

@api_view(["POST"])
def post_it(request):
    pass

def plain(request):
    pass
`;

/** Who gets an answer, by method, of each route of a root URLconf with this text. */
export const accessOf = (
  urls: string,
  files: Readonly<Record<string, string>> = {},
  settings: Readonly<Record<string, Value>> = {},
): Readonly<Record<string, Route["access"]>> =>
  Object.fromEntries(
    readAll({ "urls.py": HEAD + urls, ...files }, settings).routes.map(({ path, access }) => [
      path,
      access ?? {},
    ]),
  );

/** Routes as "METHODS path name view", names with their namespace. */
export function read(
  files: Readonly<Record<string, string>>,
  settings: Readonly<Record<string, Value>> = {},
): Read {
  const { routes, doubts } = readAll(files, settings);
  return {
    routes: routes.map(
      ({ methods, unasked, asked, path, namespace, name, view }) =>
        `${methods.join()} ${path} ${namespace === "" ? "" : `${namespace}:`}${name} ${view}${unasked ? ` unasked ${unasked.join()}` : ""}${asked ? ` asked ${asked.join()}` : ""}`,
    ),
    doubts: doubts.map(({ file, line }) => `${file}:${line}`),
  };
}

function readAll(
  files: Readonly<Record<string, string>>,
  settings: Readonly<Record<string, Value>>,
): { readonly routes: readonly Route[]; readonly doubts: readonly Doubt[] } {
  const all = { "views.py": VIEWS, ...files };
  const doubts = createDoubts();
  const interpreter: Interpreter = createInterpreter(
    djangoHost(memoryHost(all), {
      interpreter: () => interpreter,
      setting: (name) => settings[name] ?? null,
      appLabel: () => null,
      appModules: () => [],
      registration: () => {},
      givesRights: () => false,
      djangoBound: null,
    }),
  );
  const routes = readRoutes({
    interpreter,
    rootUrlconf: "urls",
    place: { file: "settings.py", line: 1 },
    language: "en",
    labelOf: (cls) => `app.${cls.name}`,
    methodsIn: ({ module, name }) =>
      REQUEST_METHODS.find(all[module.file as keyof typeof all] ?? "", name),
    doubts,
  });
  for (const doubt of interpreter.doubts()) doubts.add(doubt, doubt.what, doubt.effect);
  return { routes: routes.map(claimedRoute), doubts: doubts.all() };
}

/** Imports of every URLconf here. */
export const HEAD = `import views
from django.urls import include, path, re_path
from rest_framework import routers
`;

/** Routes of a root URLconf with this text. */
export const routesOf = (
  urls: string,
  files: Readonly<Record<string, string>> = {},
  settings = {},
): readonly string[] => read({ "urls.py": HEAD + urls, ...files }, settings).routes;
