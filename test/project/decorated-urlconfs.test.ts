import { describe, expect, it } from "vitest";
import { accessOf } from "./read-urls.js";
import { doors } from "./doors.js";

const VIEWS = doors("def one(request): pass\ndef two(request): pass\n");
const URLS = `from django.conf.urls.i18n import i18n_patterns
from django.contrib.auth.decorators import login_required
from django.urls import include, path
import doors
below = [path("two/", doors.two)]
`;
const GUARDED = { "/one/": { GET: "login" }, "/in/two/": { GET: "login" } };

describe("URLconfs whose views are decorated afterwards", () => {
  it("have what a loop of their own puts in the place of the views", () => {
    const urls = `${URLS}
urlpatterns = [path("one/", doors.one), path("in/", include(below))]
def decorate(patterns):
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            decorate(pattern.url_patterns)
        else:
            pattern.callback = login_required(pattern.callback)
decorate(urlpatterns)
`;
    expect(accessOf(urls, VIEWS)).toEqual(GUARDED);
  });

  it("have what Wagtail puts there, below includes and languages too", () => {
    const decorated = `from wagtail.utils.urlpatterns import decorate_urlpatterns
${URLS}
urlpatterns = decorate_urlpatterns(
    [path("one/", doors.one), *i18n_patterns(path("in/", include(below)), path("out/", include("shop.urls")))],
    login_required,
)
`;
    const access = accessOf(decorated, VIEWS);
    expect(access["/one/"]).toEqual({ GET: "login" });
    expect(Object.values(access)).toEqual([{ GET: "login" }, { GET: "login" }]);
  });

  it("keep the names of views around which something is put that is not read", () => {
    const urls = `from guard import around
${URLS}
urlpatterns = [path("one/", doors.one), *below]
for pattern in urlpatterns:
    pattern.callback = around(pattern.callback)
`;
    expect(Object.keys(accessOf(urls, VIEWS))).toEqual(["/one/", "/two/"]);
  });
});
