import { expect, it } from "vitest";
import { python, readShop, SETTINGS } from "./shop.js";

it("knows which health checks middleware of the repository names", async () => {
  const { setup } = await readShop({
    "config/settings.py": SETTINGS + python('MIDDLEWARE = ["shop.probe.Probe", "shop.log.Log"]'),
    "shop/log.py": "class Log:\n    pass\n",
    "shop/probe.py": python(
      "from django.http import HttpResponse",
      "class Probe:",
      "    def __call__(self, request):",
      '        if request.path.strip("/") in ("health", "/healthz/"):',
      "            return HttpResponse()",
    ),
  });
  expect(setup.middlewarePaths).toEqual(["/health", "/healthz"]);
});
