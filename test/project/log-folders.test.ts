import { describe, expect, it } from "vitest";
import { python, readShop, SETTINGS } from "./shop.js";

const logging = (filename: string) =>
  python(
    "import os",
    "from pathlib import Path",
    "BASE_DIR = Path(__file__).resolve().parent.parent",
    "LOGGING = {",
    '    "version": 1,',
    '    "handlers": {',
    '        "console": {"class": "logging.StreamHandler"},',
    `        "file": {"class": "logging.FileHandler", "filename": ${filename}},`,
    "    },",
    "}",
  );

const foldersOf = async (settings: string, others: Readonly<Record<string, string>> = {}) =>
  (await readShop({ "config/settings.py": settings + SETTINGS, ...others })).setup.logFolders;

describe("folders of logs", () => {
  it.each([
    ["a path", 'BASE_DIR / "logs" / "shop.log"', ["logs"]],
    ["a text", 'os.path.join(BASE_DIR, "var", "log", "shop.log")', ["var/log"]],
    ["a name seen from where commands run", '"logs/shop.log"', ["logs"]],
    ["a file in the root, which is there", '"shop.log"', undefined],
    ["a file of the machine", '"/var/log/shop.log"', undefined],
    ["a name that a variable tells", 'os.environ["SHOP_LOG"]', undefined],
  ])("are read from %s", async (_what, filename, folders) => {
    expect(await foldersOf(logging(filename))).toEqual(folders);
  });

  it("are in a clone where git keeps a file in them", async () => {
    const settings = logging('"logs/shop.log"');
    const ignore = { ".gitignore": "logs/*\n!logs/.gitkeep\n" };
    const kept = { ...ignore, "logs/.gitkeep": "" };
    expect(await foldersOf(settings, kept)).toBeUndefined();
    expect(await foldersOf(settings, { ...ignore, "logs/shop.log": "" })).toEqual(["logs"]);
  });

  it("are made by settings that say so", async () => {
    const settings = logging('"logs/shop.log"');
    expect(await foldersOf(`${settings}os.makedirs("logs", exist_ok=True)\n`)).toBeUndefined();
  });
});
