import { describe, expect, it } from "vitest";
import { appsOf, HEAD, line } from "./apps-of.js";

/** edge-cases.md A, by number. */
describe("files that settings execute", () => {
  it("28: a file of the repository that is executed", async () => {
    const settings = [
      ...HEAD,
      'FREPPLE_CONFIGDIR = os.environ.get("FREPPLE_CONFIGDIR", BASE_DIR)',
      'with open(os.path.join(FREPPLE_CONFIGDIR, "djangosettings.py")) as mysettingfile:',
      "    exec(mysettingfile.read(), globals())",
    ];
    const contents = { "djangosettings.py": 'INSTALLED_APPS += ["attic"]\n' };
    expect(await appsOf(settings, contents)).toEqual({ apps: ["attic"], doubts: [] });
  });

  it("28: files of the repository that are found by a pattern, opened as bytes and compiled", async () => {
    const settings = [
      "import glob, os",
      'for path in sorted(glob.glob(os.path.join(os.path.dirname(__file__), "*.conf"))):',
      '    with open(path, "rb") as file:',
      '        exec(compile(file.read(), path, "exec"))',
    ];
    const contents = { "config/10-attic.conf": 'INSTALLED_APPS += ["attic"]\n' };
    expect(await appsOf(settings, contents)).toEqual({ apps: ["attic"], doubts: [] });
  });

  it("28: a file of the repository that is not there, and without which settings go on", async () => {
    const settings = [
      "import os",
      "try:",
      '    with open(os.path.join(os.path.dirname(__file__), "local_settings.py")) as file:',
      "        exec(file.read(), globals())",
      "except IOError:",
      "    pass",
    ];
    expect(await appsOf(settings)).toEqual({ apps: [], doubts: [] });
  });

  it("28: a file from outside that is executed may replace the list", async () => {
    const settings = [
      "import os",
      'with open(os.path.join(os.environ["CONFIGDIR"], "djangosettings.py")) as mysettingfile:',
      "    exec(mysettingfile.read(), globals())",
    ];
    expect(await appsOf(settings)).toEqual({ apps: [], doubts: [line(3)] });
  });
});
