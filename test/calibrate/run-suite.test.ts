import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { canSpread, runSuite } from "../../src/calibrate/run-suite.js";

const claim = (key: string): string =>
  JSON.stringify({ file: "test_a.py", table: "T", key, value: 1, test: "test_a.py::test" });

describe("runSuite", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "run-suite-"));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function interpreter(script: string): string {
    const python = join(folder, "python");
    writeFileSync(python, `#!/bin/sh\n${script}\n`);
    chmodSync(python, 0o755);
    return python;
  }

  it("tells what pytest said where a plugin stops it before any report", async () => {
    const python = interpreter("echo \"ModuleNotFoundError: No module named 'rest'\" >&2; exit 1");

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

  it("takes the claims of every process that pytest-xdist has started", async () => {
    const python = interpreter(
      [
        `for flag; do case "$flag" in --junitxml=*) report="\${flag#*=}";; esac; done`,
        `echo '<testsuites><testsuite name="pytest"/></testsuites>' > "$report"`,
        `echo '${claim("a")}' > "\${SOUNDCHECK_RECORD}gw0"`,
        `echo '${claim("b")}' > "\${SOUNDCHECK_RECORD}gw1"`,
      ].join("\n"),
    );

    const { claims } = await runSuite({
      python,
      cwd: folder,
      tests: folder,
      seed: "",
      mode: "record",
      spread: true,
      onProgress: () => {},
    });

    expect(claims.map(({ key }) => key)).toEqual(["a", "b"]);
  });

  it("spreads tests only where pytest takes the flag", () => {
    const takes = interpreter('case "$*" in *"-n auto"*) exit 0;; esac; exit 4');
    expect(canSpread({ python: takes, cwd: folder })).toBe(true);
    const refuses = interpreter('case "$*" in *-n*) exit 4;; esac');
    expect(canSpread({ python: refuses, cwd: folder })).toBe(false);
  });
});
