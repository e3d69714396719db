import { vi } from "vitest";
import type { Project } from "../../src/project/facts.js";
import { readProject } from "../../src/project/read.js";
import { folderOf, manageNaming, type Contents } from "./temporary.js";

// The first reading loads everything, and the machine may be busy.
vi.setConfig({ testTimeout: 60_000 });

/** Settings of a small project whose apps are `shop` and `people`. */
export const SETTINGS = [
  'INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.auth", "rest_framework", "shop", "people"]',
  'ROOT_URLCONF = "config.urls"',
  "",
].join("\n");

const PROJECT: Contents = {
  "manage.py": manageNaming("config.settings"),
  "config/__init__.py": "",
  "config/settings.py": SETTINGS,
  "config/urls.py": "urlpatterns = []\n",
  "shop/__init__.py": "",
  "people/__init__.py": "",
};

/** Reads the small project with these files added or replaced. */
export function readShop(
  contents: Contents,
  env: Readonly<Record<string, string>> = {},
  sitePackages?: string,
): Promise<Project> {
  return readProject({
    root: folderOf({ ...PROJECT, ...contents }),
    env,
    ...(sitePackages === undefined ? {} : { sitePackages }),
  });
}

/** Labels of the models that were read. */
export async function modelsOf(contents: Contents): Promise<readonly string[]> {
  return (await readShop(contents)).models.map((model) => model.label);
}

/** "class → model" of the serializers that were read. */
export async function serializersOf(contents: Contents): Promise<readonly string[]> {
  const { serializers } = await readShop(contents);
  return serializers.map((serializer) => `${serializer.class} → ${serializer.model}`);
}

/** Lines of a Python file. */
export function python(...lines: readonly string[]): string {
  return `${lines.join("\n")}\n`;
}
