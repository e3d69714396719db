import { describe, expect, it } from "vitest";
import { python, readShop, SETTINGS } from "./shop.js";

const at = (name: string, line: number, required: boolean) => ({
  name,
  required,
  file: "config/settings.py",
  line,
});

describe("variables that settings read", () => {
  it("are none in settings that read none", async () => {
    expect((await readShop({})).setup.env).toEqual([]);
  });

  it("stand at the line that names them, whichever package reads them", async () => {
    const settings = python(
      "import os",
      "import environ",
      "env = environ.Env()",
      'SECRET_KEY = env("SECRET_KEY")',
      'HOST = os.environ["HOST"]',
      'DEBUG = env.bool("DEBUG", default=False)',
    );
    const { setup } = await readShop({ "config/settings.py": settings + SETTINGS });
    expect(setup.env).toEqual([
      at("DEBUG", 6, false),
      at("HOST", 5, true),
      at("SECRET_KEY", 4, true),
    ]);
  });

  it("are required where the code does not work without them", async () => {
    const settings = python(
      "import os",
      'SECRET_KEY = os.getenv("SECRET_KEY")',
      'ALLOWED_HOSTS = os.getenv("HOSTS").split(",")',
      'PORT = int(os.environ.get("PORT"))',
      'DEBUG = os.getenv("DEBUG")',
    );
    const { setup, doubts } = await readShop({ "config/settings.py": settings + SETTINGS });
    expect(setup.env).toEqual([
      at("DEBUG", 5, false),
      at("HOSTS", 3, true),
      at("PORT", 4, true),
      at("SECRET_KEY", 2, true),
    ]);
    expect(doubts).toEqual([]);
  });
});
