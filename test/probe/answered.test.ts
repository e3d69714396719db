import { expect, it } from "vitest";
import type { Project } from "../../src/project/facts.js";
import { answeredBy } from "../../src/project/probe/answered.js";
import { doubt, reading, TRUTH } from "./readings.js";

const SETUP = { baseDir: "" } as Project["setup"];

function staticProject(parts: Partial<Project> = {}): Project {
  return { ...reading(), setup: SETUP, ...parts };
}

it("keeps what only files tell", () => {
  const project = { ...TRUTH.project, python: ">=3.12", dependencyFiles: ["pyproject.toml"] };
  const answered = answeredBy(TRUTH, staticProject({ project }));
  expect(answered.project.python).toBe(">=3.12");
  expect(answered.project.dependencyFiles).toEqual(["pyproject.toml"]);
  expect(answered.setup).toBe(SETUP);
});

it("takes Django's word for the rest, and drops doubts that it settles", () => {
  const project = { ...TRUTH.project, rootUrlconf: null, authUserModel: "auth.User" };
  const doubts = [doubt("config/urls.py", "routes may be missing")];
  const answered = answeredBy(TRUTH, staticProject({ project, models: [], routes: [], doubts }));
  expect(answered.source).toBe("django");
  expect(answered.project.rootUrlconf).toBe("config.urls");
  expect(answered.project.authUserModel).toBe("accounts.User");
  expect(answered.models).toEqual(TRUTH.models);
  expect(answered.doubts).toEqual([]);
});

it("knows the variables of a database from the source, its engine from Django", () => {
  const databases = [{ alias: "default", engine: "", env: ["DATABASE_URL"] }];
  const project = { ...TRUTH.project, databases };
  expect(answeredBy(TRUTH, staticProject({ project })).project.databases).toEqual([
    { alias: "default", engine: "postgresql", env: ["DATABASE_URL"] },
  ]);
});

it("writes routes as the schema of inspect has them", () => {
  const [route] = answeredBy(TRUTH, staticProject()).routes;
  expect(Object.keys(route ?? {}).toSorted()).toEqual([
    "methods",
    "model",
    "name",
    "namespace",
    "params",
    "path",
    "view",
  ]);
});

it("knows from the source who gets an answer from a route, and which", () => {
  const said = {
    access: { GET: "login" as const },
    reserved: ["PUT"],
    own: ["GET"],
    foreign: ["POST"],
    statuses: { POST: [201] },
    makers: ["owner"],
    only: { is_active: true },
  };
  const routes = TRUTH.routes.map((route) => ({ ...route, ...said }));
  expect(answeredBy(TRUTH, staticProject({ routes })).routes[0]).toMatchObject(said);
});

it("knows from the source which columns a row must be given", () => {
  const models = TRUTH.models.map((model) => ({ ...model, required: ["name"] }));
  expect(answeredBy(TRUTH, staticProject({ models })).models).toEqual(models);
});
