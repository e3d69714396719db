import { describe, expect, it } from "vitest";
import { UserError } from "../../src/errors.js";
import { python, readShop, SETTINGS } from "./shop.js";
import type { Contents } from "./temporary.js";

const MODEL = python("from django.db import models", "class Cart(models.Model):", "    pass");

async function failure(contents: Contents): Promise<UserError> {
  const error: unknown = await readShop(contents).then(
    () => new Error("expected an error, none was thrown"),
    (reason: unknown) => reason,
  );
  if (!(error instanceof UserError)) throw error;
  return error;
}

const utf16 = (text: string): Uint8Array =>
  Uint8Array.from([0xff, 0xfe, ...Buffer.from(text, "utf16le")]);

describe("files that Django must import", () => {
  it("are read with a byte order mark and with CRLF", async () => {
    const settings = `\uFEFF${SETTINGS.replaceAll("\n", "\r\n")}`;
    const { models } = await readShop({
      "config/settings.py": settings,
      "shop/models.py": MODEL.replaceAll("\n", "\r\n"),
    });
    expect(models).toMatchObject([{ label: "shop.Cart", line: 2 }]);
  });

  it.each<[string, string, string, number]>([
    ["settings", "config/settings.py", `${SETTINGS}DEBUG = (True\n`, 3],
    ["the URLconf", "config/urls.py", "urlpatterns = []\nurlpatterns += [\n", 2],
    ["models", "shop/models.py", `${MODEL}\ndef f(self:\n    return 1\n`, 5],
    [
      "a function of the models",
      "shop/models.py",
      `${MODEL}    def f(self):\n        return 1 +\n`,
      5,
    ],
  ])("have no syntax error: %s", async (_, file, source, line) => {
    const error = await failure({ [file]: source });
    expect(error.message).toContain(`Expected Python in ${file}, found a line that does not parse`);
    expect(error.place).toEqual({ file, line });
    expect(error.hint).toContain("Mend that line");
  });

  it.each(["config/settings.py", "config/urls.py", "shop/models.py"])(
    "are no UTF-16: %s",
    async (file) => {
      const error = await failure({ [file]: utf16("x = 1\n") });
      expect(error.message).toMatch(new RegExp(`Expected Python in ${file}, .*utf-16le`));
    },
  );

  it.each(["settings.py.dist", "settings.example.py", "sample_settings.py"])(
    "may have to be made from another: %s",
    async (name) => {
      const manage = 'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "local.settings")\n';
      const error = await failure({ "manage.py": manage, [`local/${name}`]: SETTINGS });
      expect(error.message).toBe(
        "Expected the settings module local.settings, found no file for it in the root.",
      );
      expect(error.place).toEqual({ file: "manage.py", line: 1 });
      expect(error.hint).toMatch(`local/${name} is there: copy it to the name that is expected`);
    },
  );

  it("may need a newer Python", async () => {
    const settings = python(
      "try:",
      "    import missing",
      "except ImportError, KeyError:",
      "    pass",
      "type Name = str",
      'X = f"{"nested"}"',
    );
    const { models } = await readShop({
      "config/settings.py": settings + SETTINGS,
      "shop/models.py": MODEL,
    });
    expect(models.map((model) => model.label)).toEqual(["shop.Cart"]);
  });
});

describe("files that Django need not import", () => {
  it("may be broken", async () => {
    const { models } = await readShop({
      "shop/models.py": MODEL,
      "scripts/broken.py": "def f(:\n",
      "shop/tests.py": "class (\n",
    });
    expect(models).toHaveLength(1);
  });

  it("leave a doubt at their line when serializers are in them", async () => {
    const { doubts } = await readShop({
      "shop/models.py": MODEL,
      "shop/serializers.py":
        "from rest_framework import serializers\nclass A(serializers.ModelSerializer:\n    pass\n",
    });
    expect(doubts).toContainEqual(
      expect.objectContaining({ file: "shop/serializers.py", line: 2 }),
    );
  });

  it("leave a doubt when they cannot be decoded", async () => {
    const { doubts } = await readShop({
      "shop/models.py": MODEL,
      "shop/serializers.py": utf16("x = 1\n"),
    });
    expect(doubts).toContainEqual(
      expect.objectContaining({
        file: "shop/serializers.py",
        line: 1,
      }),
    );
  });
});

describe("modules that go in circles", () => {
  it("end", async () => {
    const { models } = await readShop({
      "shop/models.py": python(
        "from shop.other import *",
        "from shop.other import Base",
        "class Cart(Base):",
        "    pass",
      ),
      "shop/other.py": python(
        "from shop import models as mine",
        "from django.db import models",
        "from shop.models import *",
        "class Base(models.Model):",
        "    class Meta:",
        "        abstract = True",
      ),
    });
    expect(models.map((model) => model.label)).toEqual(["shop.Cart"]);
  });

  it("end for a class that is its own base", async () => {
    const { models } = await readShop({
      "shop/models.py": python("class Cart(Cart):", "    pass"),
    });
    expect(models).toEqual([]);
  });

  it("end for loops without end", async () => {
    const { models } = await readShop({
      "shop/models.py": `${MODEL}\nX = 0\nwhile True:\n    X += 1\n`,
    });
    expect(models.length).toBeLessThanOrEqual(1);
  });
});
