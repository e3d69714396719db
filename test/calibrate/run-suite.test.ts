import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runSuite } from "../../src/calibrate/run-suite.js";

describe("runSuite", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "run-suite-"));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("tells what pytest said where a plugin stops it before any report", async () => {
    const python = join(folder, "python");
    writeFileSync(
      python,
      "#!/bin/sh\necho \"ModuleNotFoundError: No module named 'rest'\" >&2\nexit 1\n",
    );
    chmodSync(python, 0o755);

    await expect(
      runSuite({
        python,
        cwd: folder,
        tests: folder,
        seed: "",
        mode: "record",
        onProgress: () => {},
      }),
    ).rejects.toThrow(
      "pytest could not run the generated tests (exit code 1):\nModuleNotFoundError",
    );
  });
});
