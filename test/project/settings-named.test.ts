import { describe, expect, it } from "vitest";
import { choose } from "./choosing.js";
import { manageNaming } from "./temporary.js";

const SETTINGS = "INSTALLED_APPS = []\n";
const STARTS = "from django.core.management import execute_from_command_line\n";

describe("where settings are named", () => {
  it("reads a name that no identifier could be", () => {
    const contents = {
      "manage.py": manageNaming("site-plus.settings"),
      "pytest.ini": "[pytest]\nDJANGO_SETTINGS_MODULE=site-plus.test_settings\n",
      "site-plus/settings.py": SETTINGS,
      "site-plus/test_settings.py": SETTINGS,
    };
    expect(choose(contents).module).toBe("site-plus.test_settings");
  });

  it("reads the configuration of pytest in a folder between manage.py and the root", () => {
    const settings = "backend/src/shop/config/settings";
    const contents = {
      ".gitlab-ci.yml":
        'e2e:\n  variables:\n    DJANGO_SETTINGS_MODULE: "shop.config.settings.e2e"\n',
      "backend/pytest.ini": "[pytest]\nDJANGO_SETTINGS_MODULE = shop.config.settings.test\n",
      "backend/src/shop/__init__.py": "",
      "backend/src/shop/manage.py": manageNaming("shop.config.settings.base"),
      [`${settings}/e2e.py`]: SETTINGS,
      [`${settings}/base.py`]: SETTINGS,
      [`${settings}/test.py`]: SETTINGS,
    };
    expect(choose(contents).module).toBe("shop.config.settings.test");
  });

  it("takes what the package names whose function manage.py is", () => {
    const contents = {
      "shop/__init__.py":
        'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\n',
      "shop/manage.py": STARTS,
      "shop/settings.py": SETTINGS,
    };
    expect(choose(contents)).toMatchObject({
      module: "shop.settings",
      place: { file: "shop/__init__.py", line: 2 },
    });
  });

  it("does not take the values of an app that a pipeline names for settings", () => {
    const contents = {
      ".github/workflows/test.yml": "env:\n  DJANGO_SETTINGS_MODULE: desk.settings\n",
      "demo/settings.py": SETTINGS,
      "desk/settings.py": "from django.conf import settings\nDESK_MAX = 3\n",
      "manage.py": manageNaming("demo.settings"),
    };
    expect(choose(contents).module).toBe("demo.settings");
  });
});
