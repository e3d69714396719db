import { expect, it } from "vitest";
import { upperBound } from "../../src/edit/version.js";

it.each([
  [">=4.2", null],
  ["", null],
  ["!=4.2", null],
  [">=4.2,<5", [5]],
  ["<5.1,<=4.2.9", [4, 2, 10]],
  ["==4.2.16", [4, 2, 17]],
  ["==4.2.*", [4, 3]],
  ["~=4.2.1", [4, 3]],
  ["~=4.2", [5]],
  ["^4.2.1", [5]],
  ["~4.2.1", [4, 3]],
])("everything that %j admits is older than %j", (specifier, bound) => {
  expect(upperBound(specifier)).toEqual(bound);
});
