import { cpSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { DjangoInspection, ProbeFailure } from "../../src/project/probe/answer.js";
import { askDjango, type Question } from "../../src/project/probe/ask.js";
import { PACKAGE, virtualEnvironment } from "./environment.js";

let python: string;
let root: string;

beforeAll(() => {
  python = virtualEnvironment(["Django==5.2.*", "djangorestframework==3.16.*"]);
});

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "soundcheck-probe-")));
  cpSync(join(PACKAGE, "test/fixtures/probe/library"), root, { recursive: true });
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

const ask = (parts: Partial<Question> = {}) =>
  askDjango({
    root,
    python,
    settings: "config.settings",
    manageDir: "",
    env: { SECRET_KEY: "x" },
    timeoutMs: 120_000,
    ...parts,
  });

async function inspection(parts: Partial<Question> = {}): Promise<DjangoInspection> {
  const answer = await ask(parts);
  if (!answer.ok) throw new Error(answer.failure.message);
  return answer.inspection;
}

async function failure(parts: Partial<Question> = {}): Promise<ProbeFailure> {
  const answer = await ask(parts);
  if (answer.ok) throw new Error("Django answered");
  return answer.failure;
}

describe("a healthy project", () => {
  it("is told as Django knows it, whatever it prints while it starts", async () => {
    const { project, apps, models, serializers } = await inspection();
    expect(project).toMatchObject({
      manage: "manage.py",
      settingsFiles: ["config/__init__.py", "config/settings.py"],
      rootUrlconf: "config.urls",
      authUserModel: "auth.User",
      databases: [{ alias: "default", engine: "sqlite3", env: [] }],
      django: "5.2",
    });
    expect(apps.filter(({ firstParty }) => firstParty)).toEqual([
      { label: "books", module: "books", path: "books", firstParty: true },
    ]);
    expect(models.map(({ label, proxy, line }) => [label, proxy, line])).toEqual([
      ["books.Author", false, 15],
      ["books.Book", false, 19],
      ["books.Classic", true, 27],
    ]);
    expect(serializers).toEqual([
      {
        class: "books.serializers.BookSerializer",
        model: "books.Book",
        file: "books/serializers.py",
        line: 10,
      },
      {
        class: "books.unused_serializers.AuthorSerializer",
        model: "books.Author",
        file: "books/unused_serializers.py",
        line: 6,
      },
    ]);
  });

  it("has its routes in one notation, without the admin and format suffixes", async () => {
    const { routes } = await inspection();
    expect(
      routes.map(({ path, name, view, methods }) => `${methods.join("+")} ${path} ${name} ${view}`),
    ).toMatchInlineSnapshot(`
      [
        "GET /anything/{0}/{1}  books.views.gone",
        "GET /api/ api-root rest_framework.routers.APIRootView",
        "GET+POST /api/books/ book-list books.views.BookViewSet",
        "GET /api/books/{pk}/ book-detail books.views.BookViewSet",
        "POST /api/books/{pk}/lend-out/ book-lend books.views.BookViewSet",
        "GET /cached/ cached books.views.ArchiveView",
        "GET /de/about/ about books.views.about",
        "GET /feed/ feed books.views.Feed",
        "GET /gone/v*.0/*  books.views.gone",
        "GET /lambda/  config.urls.<lambda>",
        "GET /noted/ noted books.views.noted",
        "GET /old/{key}/ old books.views.gone",
        "GET+POST /ping/  books.views.ping",
        "GET /plain/  django.views.generic.base.TemplateView",
        "GET+POST+PUT /shelf/{slug}/ detail books.views.ShelfView",
        "POST+PUT /shelf/{slug}/swap/ swap books.views.swap",
        "GET /years/{year}/ year books.views.year",
      ]
    `);
    expect(routes.filter(({ firstParty }) => !firstParty).map(({ path }) => path)).toEqual([
      "/api/",
      "/plain/",
    ]);
  });

  it("leaves no byte code behind", async () => {
    await inspection();
    const { readdirSync } = await import("node:fs");
    expect(readdirSync(root, { recursive: true }).filter((path) => /pyc/.test(`${path}`))).toEqual(
      [],
    );
  });
});

describe("a project that does not start", () => {
  it("lacks a variable", async () => {
    expect(await failure({ env: {} })).toMatchObject({
      kind: "missing-variable",
      name: "SECRET_KEY",
      place: { file: "config/settings.py", line: 6 },
    });
  });

  it.each([
    ["import nowhere_to_be_found", "missing-package", "nowhere_to_be_found"],
    ["from django.db import OperationalError\nraise OperationalError('refused')", "database", ""],
    ["from django.core.exceptions import ImproperlyConfigured as I\nraise I('no')", "settings", ""],
    ["raise SystemExit(3)", "other", "SystemExit"],
    ["def broken(:", "other", "SyntaxError"],
  ] as const)("because its URLconf says %j", async (source, kind, name) => {
    writeFileSync(join(root, "config/urls.py"), `${source}\n`);
    const found = await failure();
    expect(found.kind).toBe(kind);
    expect(found.name).toContain(name);
    expect(found.place?.file).toBe("config/urls.py");
  });

  it("because the settings are not there", async () => {
    const { message, hint } = await failure({ settings: "nowhere.settings" });
    expect(message).toContain("does not find the settings module nowhere.settings");
    expect(hint).toContain("--settings");
  });
});
