import { describe, expect, it } from "vitest";
import { coloursFor } from "../../src/report/colours.js";
import { inspectionJson, inspectionText } from "../../src/report/inspection.js";
import { python, readShop, SETTINGS } from "../project/shop.js";
import type { Contents } from "../project/temporary.js";

async function shown(contents: Contents): Promise<string> {
  const project = await readShop(contents);
  const readText = (path: string): string | null => {
    const text = contents[path];
    return typeof text === "string" ? text : null;
  };
  return inspectionText(project, readText, coloursFor("plain"));
}

describe("the inspection as text", () => {
  it("says which settings were chosen, why, and how to choose others", async () => {
    expect(await shown({})).toContain(
      [
        "  settings        config.settings",
        "                  named by manage.py (manage.py:2); --settings MODULE chooses others",
      ].join("\n"),
    );
  });

  it("names the class of class-based settings", async () => {
    const settings = python(
      "from configurations import Configuration",
      "class Test(Configuration):",
      '    INSTALLED_APPS = ["shop"]',
    );
    expect(await shown({ "config/settings.py": settings })).toContain(
      "config.settings, class Test\n",
    );
  });

  it("shows what is not known of the settings before the rest, and nothing that follows from it", async () => {
    const text = await shown({
      "config/settings.py": SETTINGS + python("from unread import MORE", "INSTALLED_APPS += MORE"),
      "attic/__init__.py": "",
      "attic/models.py": python(
        "from django.db import models",
        "class Trunk(models.Model):",
        "    pass",
      ),
      "shop/serializers.py": python(
        "from rest_framework import serializers",
        "from elsewhere import Base",
        "from attic.models import Trunk",
        "class TrunkSerializer(serializers.ModelSerializer):",
        "    class Meta:",
        "        model = Trunk",
        "class OpenSerializer(Base):",
        "    class Meta:",
        "        model = Trunk",
      ),
    });
    expect(text.match(/^doubt \S+/gm)).toEqual([
      "doubt config/settings.py:4:",
      "doubt shop/serializers.py:7:",
    ]);
  });

  it("shows the code of a doubt once, with all its effects", async () => {
    const text = await shown({
      "config/settings.py":
        SETTINGS +
        python(
          "from importlib.util import find_spec",
          'HAS_EXTRAS = find_spec("extras") is not None',
          "if HAS_EXTRAS:",
          '    INSTALLED_APPS += ["extras"]',
        ),
      "config/urls.py": python(
        "from django.conf import settings",
        "from django.urls import include, path",
        "urlpatterns = []",
        "if settings.HAS_EXTRAS:",
        '    urlpatterns += [path("extras/", include("extras.urls"))]',
      ),
    });
    expect(text.match(/^doubt .*|^ {2}effect.*/gm)).toEqual([
      "doubt config/settings.py:4: whether extras is installed",
      "  effect: routes of config/urls.py may be missing",
      '  effect: the app "extras" may or may not be installed',
    ]);
  });

  it("shows few of many settings files", async () => {
    const names = ["a", "b", "c", "d", "e"];
    const contents = Object.fromEntries(names.map((name) => [`config/${name}.py`, "X = 1\n"]));
    const stars = names.map((name) => `from .${name} import *`);
    expect(
      await shown({ ...contents, "config/settings.py": SETTINGS + python(...stars) }),
    ).toContain("config/__init__.py, config/a.py, config/b.py, config/c.py and 3 more\n");
  });

  it("shows each doubt with its code and its effect", async () => {
    const urls = python(
      "from hooks import get_hooks",
      "urlpatterns = []",
      "for hook in get_hooks():",
      "    urlpatterns.append(hook.pattern)",
    );
    const text = await shown({ "config/urls.py": urls });
    expect(text).toContain("1 doubt\n");
    expect(text).toContain("> 3 | for hook in get_hooks():");
    expect(text).toContain("effect: routes may be missing");
  });

  it("tells the choice of settings to people only: the JSON is a contract", async () => {
    const project = await readShop({});
    expect(Object.keys(inspectionJson(project))).not.toContain("setup");
  });

  it("has no place for the claims of generated tests", async () => {
    const project = await readShop({
      "shop/models.py": python(
        "from django.db import models",
        "class Cart(models.Model):",
        "    size = models.IntegerField()",
      ),
    });
    expect(project.models).toMatchObject([{ required: ["size"] }]);
    const [model] = inspectionJson(project).models;
    expect(Object.keys(model ?? {})).toEqual([
      "label",
      "class",
      "proxy",
      "managed",
      "file",
      "line",
    ]);
  });
});
