import { describe, expect, it } from "vitest";
import { pythonPath } from "../../src/project/python-path.js";
import { repositoryOf } from "./temporary.js";

describe("folders that settings put on the path", () => {
  it("finds modules below a folder that a bare path of sys is given", () => {
    const repository = repositoryOf({
      "shop/settings.py": 'from sys import path\npath.append(root("apps"))\n',
      "shop/apps/orders/__init__.py": "",
    });
    expect(pythonPath(repository, "", ["shop/settings.py"])).toContain("shop/apps");
  });

  it.each([
    ["a name", 'APPS = os.path.join(BASE_DIR, "apps")\nsys.path.append(APPS)\n'],
    ["a path of its own", 'sys.path.insert(0, str(Path(__file__).parents[1] / "apps"))\n'],
    [
      "a list",
      'sys.path.extend([os.path.join(BASE_DIR, "lib"), os.path.join(BASE_DIR, "apps")])\n',
    ],
    ["a function", 'root = lambda *parts: join(HERE, *parts)\nsite.addsitedir(root("apps"))\n'],
    [
      "names of names",
      'HERE = dirname(\n    abspath(__file__)\n)\nROOT = dirname(HERE)\nsys.path.append(join(ROOT, "apps"))\n',
    ],
  ])("finds modules below a folder that the path is given by %s", (_, settings) => {
    const repository = repositoryOf({
      "shop/settings.py": settings,
      "shop/apps/none.py": "",
      "apps/orders/__init__.py": "",
    });
    expect(pythonPath(repository, "", ["shop/settings.py"])).toContain("apps");
  });
});
