import { expect, it } from "vitest";
import { python, readShop, SETTINGS } from "./shop.js";
import type { Contents } from "./temporary.js";

const NEEDED: Contents = {
  ".gitignore": "config/own.py\n",
  "config/settings.py": `from .own import *\n${SETTINGS}INSTALLED_APPS += EXTRA\n`,
  "config/own.py.dev": 'EXTRA = ["attic"]\n',
  "attic/__init__.py": "",
};
const pipeline = (command: string): Contents => ({
  ".github/workflows/ci.yml": `jobs:\n  test:\n    steps:\n      - run: |\n          ${command}\n          pytest\n`,
});

const appsOf = async (contents: Contents): Promise<readonly string[]> => {
  const { apps } = await readShop(contents);
  return apps.map(({ label }) => label).filter((label) => label === "attic");
};

it.each([
  ["nothing makes it", "pytest"],
  ["what is copied is not there", "cp config/own.py.ci config/own.py"],
  ["another file is made", "cp config/own.py.dev config/other.py"],
])("settings that each person writes stay unread where %s", async (_, command) => {
  expect(await appsOf({ ...NEEDED, ...pipeline(command) })).toEqual([]);
});

it.each([
  ["a copy", "cp config/own.py.dev config/own.py"],
  ["a copy with options and quotes", 'cp -f "config/own.py.dev" "config/own.py"'],
  [
    "a link of whole paths",
    "ln -s ${{ github.workspace }}/config/own.py.dev ${{ github.workspace }}/config/own.py",
  ],
  ["a link told from where it lies", "ln -s own.py.dev config/own.py"],
])(
  "settings that each person writes are those of continuous integration: %s",
  async (_, command) => {
    expect(await appsOf({ ...NEEDED, ...pipeline(command) })).toEqual(["attic"]);
  },
);

it("a copy into a folder has the name of the file", async () => {
  const contents = {
    "ci/own.py": 'EXTRA = ["attic"]\n',
    ".circleci/config.yml": "      - run: cp ci/own.py config\n",
  };
  expect(await appsOf({ ...NEEDED, ...contents })).toEqual(["attic"]);
});

it("a file that is there is what is read", async () => {
  const contents = {
    ...pipeline("cp config/own.py.dev config/own.py"),
    "config/own.py": "EXTRA = []\n",
  };
  expect(await appsOf({ ...NEEDED, ...contents })).toEqual([]);
});

it("settings that are all of them made are found, and what is wrong in them has a place", async () => {
  const { project, apps, doubts } = await readShop({
    ...pipeline("cp config/settings.ini.py config/local.py"),
    "manage.py": python(
      "import os",
      'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.local")',
    ),
    "config/settings.ini.py": `${SETTINGS}INSTALLED_APPS += lost()\n`,
  });
  expect(project.settings).toBe("config.local");
  expect(apps.length).toBeGreaterThan(0);
  expect(doubts.map(({ file }) => file)).toContain("config/settings.ini.py");
});
