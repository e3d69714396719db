import { array, assert, boolean, constantFrom, property, record, uniqueArray } from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { addInstalledApp } from "../../src/edit/installed-apps.js";
import { addPyprojectPackages } from "../../src/edit/pyproject.js";
import { stringValue, visitPython } from "../../src/edit/python-tree.js";
import { tomlValue } from "../../src/edit/toml-source.js";
import { loadPythonTools } from "../helpers/python.js";

beforeAll(loadPythonTools);

/** A way to lay a list out. */
const layouts = record({
  names: uniqueArray(constantFrom("rest_framework", "courses", "a.b", "accounts"), {
    minLength: 1,
  }),
  separators: array(constantFrom(" ", "\n    ", "  # why\n    ", "\n\n    # kin\n    "), {
    minLength: 5,
    maxLength: 5,
  }),
  quote: constantFrom("'", '"'),
  isTuple: boolean(),
  trailingComma: boolean(),
  newline: constantFrom("\n", "\r\n"),
  indented: boolean(),
});

interface Layout {
  readonly names: readonly string[];
  readonly separators: readonly string[];
  readonly quote: string;
  readonly isTuple: boolean;
  readonly trailingComma: boolean;
  readonly newline: string;
  readonly indented: boolean;
}

/** The list as source: separators go behind commas, so comments never hide one. */
function written(layout: Layout, separator: string): string {
  const { names, separators, quote, isTuple, trailingComma, newline, indented } = layout;
  const [open, close] = isTuple ? ["(", ")"] : ["[", "]"];
  const last = names.length - 1;
  const items = names.map((name, index) => {
    const comma = index < last || trailingComma || (isTuple && last === 0) ? "," : "";
    const space = index < last ? (separators[index] ?? " ") : "";
    return `${quote}${name}${quote}${comma}${space}`;
  });
  const body = items.join("");
  const text = indented ? `${open}\n    ${body}  # last\n${close}` : `${open}${body}${close}`;
  return `${separator}${text}\n`.replaceAll("\n", newline);
}

function pythonStrings(source: string): readonly (string | null)[] {
  return visitPython(source, (root) =>
    root.descendantsOfType("string").map((node) => (node ? stringValue(node) : null)),
  );
}

describe("however a list is laid out", () => {
  test("an app is added to it, once, and every other byte stays", () => {
    assert(
      property(layouts, (layout) => {
        const source = written(layout, "INSTALLED_APPS = ");
        const edit = addInstalledApp(source, { app: "drf_spectacular", after: ["rest_framework"] });
        expect(edit.kind).toBe("edited");
        const text = edit.kind === "edited" ? edit.source : "";
        expect([...pythonStrings(text)].toSorted()).toEqual(
          [...layout.names, "drf_spectacular"].toSorted(),
        );
        expect(addInstalledApp(text, { app: "drf_spectacular" }).kind).toBe("unchanged");
        expect(text.includes("\n") && /(?<!\r)\n/.test(text)).toBe(layout.newline === "\n");
        expect(text.match(/#/g)?.length).toBe(source.match(/#/g)?.length);
      }),
    );
  });

  test("a package is added to it, once", () => {
    assert(
      property(layouts, (layout) => {
        const list = { ...layout, isTuple: false };
        const source = `[project]${layout.newline}${written(list, "dependencies = ")}`;
        const item = { name: "zebra", minimum: "1", newest: "1.2.3", below: null };
        const wanted = { role: "runtime", packages: [item], manager: "pip" } as const;
        const edit = addPyprojectPackages(source, wanted);
        expect(edit.kind).toBe("edited");
        const text = edit.kind === "edited" ? edit.source : "";
        const found = Object(tomlValue(text)).project.dependencies;
        expect([...found].toSorted()).toEqual([...layout.names, "zebra>=1"].toSorted());
        expect(addPyprojectPackages(text, wanted).kind).toBe("unchanged");
      }),
    );
  });
});
