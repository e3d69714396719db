import { expect, it } from "vitest";
import { installedBases } from "../../src/project/installed-bases.js";
import { python, readShop } from "./shop.js";
import { folderOf } from "./temporary.js";

it("reads the bases of classes from installed packages", () => {
  const files: Readonly<Record<string, string>> = {
    "/lib/odd/__init__.py": python("from .serializers import OddSerializer as Odd"),
    "/lib/odd/serializers.py": python(
      "import typing",
      "from rest_framework import serializers",
      "class OddSerializer(",
      '    serializers.ModelSerializer["Thing"],',
      "    typing.Generic[T],",
      "):",
      "    pass",
    ),
  };
  const bases = installedBases("/lib", (path) => {
    const text = files[path];
    return text === undefined ? null : Buffer.from(text);
  });
  expect(bases("odd.Odd")).toEqual(["odd.serializers.OddSerializer"]);
  expect(bases("odd.serializers.OddSerializer")).toEqual([
    "rest_framework.serializers.ModelSerializer",
    "typing.Generic",
  ]);
  expect(bases("even.Even")).toBeNull();
});

it("doubts heirs of an installed serializer, whose model is not read", async () => {
  const sitePackages = folderOf({
    "odd.py": python(
      "from rest_framework import serializers",
      "class OddSerializer(serializers.ModelSerializer):",
      "    class Meta:",
      "        model = None",
    ),
  });
  const { doubts } = await readShop(
    {
      "shop/serializers.py": python(
        "from odd import OddSerializer",
        "class CartSerializer(OddSerializer):",
        "    pass",
      ),
    },
    {},
    sitePackages,
  );
  expect(doubts.map(({ what }) => what)).toEqual(["the model of CartSerializer is not known"]);
});
