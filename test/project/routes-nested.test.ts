import { expect, it } from "vitest";
import { str } from "../../src/python/index.js";
import { keyOf } from "../../src/python/identity.js";
import { HEAD, read, routesOf } from "./read-urls.js";

it("nests what is registered in a with of drf-extensions by the lookups of the view sets", () => {
  const urls = `from rest_framework_extensions.routers import ExtendedDefaultRouter
class Sheets(views.Notes):
    lookup_url_kwarg = "sheet_id"
    lookup_value_regex = r"\\d+"
class Router(ExtendedDefaultRouter):
    include_root_view = False
r = Router()
with r.register("sheets", Sheets, basename="sheet") as sheets:
    with sheets.register("reads", views.Reads, basename="sheet-read") as reads:
        reads.register("plain", views.Reads, basename="plain")
urlpatterns = r.urls`;
  const routes = routesOf(urls).filter((route) => route.includes("-list"));
  expect(routes).toEqual([
    "GET,POST /sheets/ sheet-list urls.Sheets",
    "GET /sheets/{sheet_id}/reads/ sheet-read-list views.Reads",
    "GET /sheets/{sheet_id}/reads/{slug}/plain/ plain-list views.Reads",
  ]);
});

it.each(["REST_FRAMEWORK", "REST_FRAMEWORK_EXTENSIONS"])(
  "takes the names of parents' keys of drf-extensions from %s",
  (setting) => {
    const urls = `from rest_framework_extensions.routers import ExtendedSimpleRouter
r = ExtendedSimpleRouter()
r.register("notes", views.Notes).register("reads", views.Reads, "note-read", ["note"])
urlpatterns = r.urls`;
    const key = str("DEFAULT_PARENT_LOOKUP_KWARG_NAME_PREFIX");
    const entries = new Map([[keyOf(key) ?? "", { key, value: str("uid_"), maybe: null }]]);
    const given = { [setting]: { kind: "dict", entries, open: null } as const };
    expect(routesOf(urls, {}, given)).toContain(
      "GET /notes/{uid_note}/reads/ note-read-list views.Reads",
    );
  },
);

it("says so where a with is given no context manager", () => {
  const urls = `${HEAD}class Plain:
    pass
urlpatterns = []
with Plain() as plain:
    urlpatterns += plain.urls`;
  expect(read({ "urls.py": urls })).toEqual({ routes: [], doubts: ["urls.py:7"] });
});
