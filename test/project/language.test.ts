import { describe, expect, it } from "vitest";
import { routesOf } from "./routes-of.js";

const URLS = [
  "from django.conf.urls.i18n import i18n_patterns",
  'urlpatterns = i18n_patterns(path("x/", views.plain))',
];
const MIDDLEWARE = 'MIDDLEWARE = ["django.middleware.locale.LocaleMiddleware"]';

describe("the language before translated routes", () => {
  it.each<[string, string, readonly string[]]>([
    ["LANGUAGE_CODE itself without LocaleMiddleware", "/en-us/x/", ['LANGUAGE_CODE = "en-us"']],
    ["a language for a region of it", "/en/x/", [MIDDLEWARE]],
    ["a region that Django knows", "/pt-br/x/", [MIDDLEWARE, 'LANGUAGE_CODE = "pt-br"']],
    ["another name of a script", "/zh-hans/x/", [MIDDLEWARE, 'LANGUAGE_CODE = "zh-cn"']],
    [
      "what the project lists",
      "/en-us/x/",
      [MIDDLEWARE, 'LANGUAGES = [("en-us", "English"), ("de", "German")]'],
    ],
    [
      "a sister of what the project lists",
      "/de-at/x/",
      [MIDDLEWARE, 'LANGUAGE_CODE = "de"', 'LANGUAGES = [("de-at", "Austrian")]'],
    ],
  ])("is %s: %s", async (_, path, settings) => {
    expect((await routesOf(URLS, {}, settings)).routes).toEqual([path]);
  });
});
