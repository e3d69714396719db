import { describe, expect, it } from "vitest";
import { importsOf } from "../../src/project/imports.js";

const modulesIn = (source: string, module = "shop.api.views", isPackage = false) =>
  importsOf(source, module, isPackage).map((one) => one.module);

describe("importsOf", () => {
  it("leaves out what only a function imports", () => {
    const source = "def ready(self):\n    if True:\n        from . import signals\n";
    expect(modulesIn(source)).toEqual([]);
  });

  it("leaves out texts and comments", () => {
    expect(modulesIn('# import os\nx = "import sys"\n')).toEqual([]);
  });

  it("reads plain imports, aliases and several in a line", () => {
    expect(modulesIn("import os, shop.models as m\n")).toEqual(["os", "shop.models"]);
  });

  it("reads imports over several lines with comments", () => {
    const source =
      "from shop.models import (  # noqa\n    Order,\n    Line as L,  # the lines\n)\n";
    expect(importsOf(source, "a", false)).toEqual([
      { module: "shop.models", names: ["Order", "Line"], star: false },
    ]);
  });

  it.each([
    ["from . import urls", false, "shop.api"],
    ["from .. import models", false, "shop"],
    ["from ..models import *", false, "shop.models"],
    ["from .fields import Price", true, "shop.api.views.fields"],
  ])("resolves %s", (source, isPackage, expected) => {
    expect(modulesIn(source, "shop.api.views", isPackage)).toEqual([expected]);
  });

  it("keeps what conditions and classes import", () => {
    const source =
      "if DEBUG:\n    from a import b\ntry:\n    import c\nexcept ImportError:\n    pass\n";
    expect(modulesIn(source)).toEqual(["a", "c"]);
  });
});
