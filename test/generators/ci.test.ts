import { describe, expect, test } from "vitest";
import { workflowPath } from "../../generators/ci.js";
import { commands, file, project, stepNames, workflow } from "./ci-workflow.js";

describe("a workflow leaves out", () => {
  test("the steps of phases that were not adopted", async () => {
    expect(stepNames(await workflow({}, ["ci"]))).toEqual([
      "actions/checkout@v7",
      "Set up Python",
      "Install dependencies",
      "System checks",
      "Deploy checks",
    ]);
  });

  test("the schema where REST framework is not used", async () => {
    const names = stepNames(await workflow({ setup: { restFramework: false } }));
    expect(names).not.toContain("Schema drift");
    expect(names).not.toContain("Keep the schema");
  });

  test("migrations where no app has any", async () => {
    const made = await workflow({ setup: { migrations: {} } });
    expect(stepNames(made)).not.toContain("Missing migrations");
    expect(stepNames(made)).not.toContain("Lint new migrations");
    expect(made.text).not.toContain("fetch-depth");
  });

  test("services, variables and folders that are not there", async () => {
    const { job } = await workflow();
    expect(job.services).toBeUndefined();
    expect(job.defaults).toBeUndefined();
    expect(job.env).toEqual({ DJANGO_SETTINGS_MODULE: "config.settings" });
  });

  test("hosts where the settings write none out", async () => {
    const named = await workflow({ setup: { databaseHosts: ["db"] } });
    const step = "Find the database by its name";
    const command = 'echo "127.0.0.1 db" | sudo tee --append /etc/hosts';
    expect(commands(named, step)).toEqual([command]);
    expect(stepNames(await workflow())).not.toContain(step);
  });

  test("deploy checks where there are no production settings", async () => {
    const made = await workflow({ project: { settings: "config.settings.dev" } });
    expect(made.text).not.toContain("--deploy");
  });

  test("deploy checks where nobody knows what production settings demand, and says so", async () => {
    const made = await workflow({ setup: { productionSettings: "config.production" } });
    expect(stepNames(made)).not.toContain("Deploy checks on the production settings");
    expect(made.text).toContain("what config.production reads from its environment is not");
  });

  test("secrets", async () => {
    expect((await workflow()).text).not.toContain("secrets.");
  });
});

describe("every workflow", () => {
  test("runs once for a pull request, reads only, and ends", async () => {
    const { on, permissions, job, text } = await workflow({ setup: { defaultBranch: "trunk" } });
    expect(on).toEqual({ push: { branches: ["trunk"] }, pull_request: null });
    expect(permissions).toEqual({ contents: "read" });
    expect(job["timeout-minutes"]).toBe(30);
    expect(text).toContain("group: ${{ github.workflow }}-${{ github.ref }}");
  });

  test("has one named step for each layer", async () => {
    const production = { productionSettings: "config.production", productionEnv: [] };
    expect(stepNames(await workflow({ setup: production })).slice(2)).toEqual([
      "Install dependencies",
      "System checks",
      "Deploy checks on the production settings",
      "Missing migrations",
      "Lint new migrations",
      "Tests on the migrated database",
      "Schema drift",
      "Keep the schema",
    ]);
  });

  test("checks and tests by the project's own commands", async () => {
    const made = await workflow({ setup: { migrations: { shop: "shop.m", crm: "crm.m" } } });
    expect(commands(made, "System checks")).toEqual([
      "python manage.py check --database default --fail-level ERROR",
    ]);
    expect(commands(made, "Missing migrations")).toEqual([
      "python manage.py makemigrations crm shop --check --dry-run",
    ]);
    expect(commands(made, "Tests on the migrated database")).toEqual([
      "python -m pytest --migrations --create-db",
    ]);
    expect(commands(made, "Schema drift")).toEqual([
      "python manage.py spectacular --validate --file schema.yml",
      "git diff --exit-code -- schema.yml",
    ]);
  });

  test("lints what a pull request adds, with the whole history at hand", async () => {
    const made = await workflow();
    const lint = made.job.steps.find(({ name }) => name === "Lint new migrations");
    expect(lint?.if).toBe("github.event_name == 'pull_request'");
    expect(lint?.run).toMatch(/^python manage.py lintmigrations --git-commit-id "origin\/\$BASE"/);
    expect(lint?.env?.["BASE"]).toBe("${{ github.base_ref }}");
    expect(made.job.steps[0]?.with).toEqual({ "fetch-depth": 0 });
  });

  test("works in the folder of manage.py", async () => {
    const made = await workflow({
      project: { manage: "src/backend/manage.py" },
      setup: { baseDir: "src/backend" },
    });
    expect(made.job.defaults).toEqual({ run: { "working-directory": "src/backend" } });
    expect(commands(made, "Install dependencies")?.at(-1)).toContain("-r ../../requirements.txt");
    expect(commands(made, "Tests on the migrated database")?.[0]).toMatch(/--create-db$/);
    const kept = made.job.steps.find(({ name }) => name === "Keep the schema");
    expect(kept?.with?.["path"]).toBe("src/backend/schema.yml\n");
  });

  test("asks for the schema of each version, as none is in a schema without one", async () => {
    const apiVersioning = { byNamespace: false, allowed: ["v1", "v2"], fallback: "v1" };
    const made = await workflow({ setup: { apiVersioning } });
    expect(commands(made, "Schema drift")).toEqual([
      "python manage.py spectacular --validate --api-version v1 --file schema-v1.yml",
      "python manage.py spectacular --validate --api-version v2 --file schema-v2.yml",
      "git diff --exit-code -- schema-v1.yml schema-v2.yml",
    ]);
  });

  test("leaves a schema.yml of another documentation tool alone", async () => {
    const made = await workflow({ setup: { rivals: ["drf-yasg"] } });
    expect(commands(made, "Schema drift")?.[0]).toMatch(/--file spectacular-schema.yml$/);
  });
});

describe("deploy checks", () => {
  test("of settings that serve development, too, fail on errors alone", async () => {
    const made = await workflow();
    const step = made.job.steps.find(({ name }) => name === "Deploy checks");
    expect(step?.run).toBe("python manage.py check --deploy --tag security --fail-level ERROR");
  });

  test("get what production settings demand, hosts and keys that pass", async () => {
    const place = { file: "config/production.py", line: 1, required: true };
    const made = await workflow({
      setup: {
        productionSettings: "config.production",
        productionEnv: [
          { name: "DJANGO_ALLOWED_HOSTS", ...place },
          { name: "DJANGO_SECRET_KEY", ...place },
        ],
      },
    });
    const step = made.job.steps.find(({ name }) => name?.startsWith("Deploy checks"));
    expect(step?.run).toContain("check --deploy --tag security --fail-level WARNING");
    expect(step?.env).toEqual({
      DJANGO_SETTINGS_MODULE: "config.production",
      DJANGO_ALLOWED_HOSTS: "example.com",
      DJANGO_SECRET_KEY: expect.stringMatching(/^[\w-]{50,}$/),
    });
  });
});

describe("workflowPath", () => {
  test("takes the guide's name unless a team's own workflow has it", () => {
    expect(workflowPath(project())).toBe(".github/workflows/test.yml");
    const occupied = [".github/workflows/test.yml"];
    expect(workflowPath(project({ setup: { occupied } }))).toBe(".github/workflows/soundcheck.yml");
  });
});

async function version(python: string | null, django: string | null) {
  const { job } = await workflow({ project: { python, django } });
  return job.steps.find(({ name }) => name === "Set up Python")?.with?.["python-version"];
}

describe("Python", () => {
  test.each([
    [">=3.12,<4", "5.2", "3.12"],
    ["<3.14,>=3.11", "5.2", "3.11"],
    ["==3.11.*", "4.2", "3.11"],
    ["^3.10", "5.1", "3.10"],
    [">=3.8", "5.2", "3.10"],
    [">=3.8", "6.0", "3.12"],
    [null, "3.2", "3.10"],
    [null, "5.2", "3.12"],
    [null, null, "3.12"],
  ])("%s with Django %s is %s", async (python, django, wanted) => {
    expect(await version(python, django)).toBe(wanted);
  });
});

describe("system packages", () => {
  test("none are installed where wheels suffice", async () => {
    expect(stepNames(await workflow())).not.toContain("Install system packages");
  });

  test("compilers' headers and GeoDjango's libraries where they are needed", async () => {
    const made = await workflow({
      project: { databases: [{ alias: "default", engine: "postgis", env: [] }] },
      setup: { dependencies: [file("requirements.txt", "requirements", "all", ["mysqlclient"])] },
    });
    expect(commands(made, "Install system packages")).toEqual([
      "sudo apt-get update && sudo apt-get install --yes --no-install-recommends binutils default-libmysqlclient-dev gdal-bin libproj-dev pkg-config",
    ]);
  });
});
