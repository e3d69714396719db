import { describe, expect, it } from "vitest";
import { decodePython, decodeText } from "../../src/project/decode.js";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const bytes = (...values: readonly number[]): Uint8Array => Uint8Array.from(values);

describe("decodePython", () => {
  it("reads UTF-8", () => {
    expect(decodePython(utf8("name = 'Ä'\n"))).toEqual({
      kind: "text",
      text: "name = 'Ä'\n",
      bom: false,
    });
  });

  it("takes off a byte order mark and tells of it", () => {
    const marked = Uint8Array.from([0xef, 0xbb, 0xbf, ...utf8("x = 1\n")]);
    expect(decodePython(marked)).toEqual({ kind: "text", text: "x = 1\n", bom: true });
  });

  it("obeys a coding line", () => {
    const latin = Uint8Array.from([
      ...utf8("# -*- coding: latin-1 -*-\nx = '"),
      0xe9,
      ...utf8("'\n"),
    ]);
    expect(decodePython(latin)).toMatchObject({
      kind: "text",
      text: expect.stringContaining("'é'"),
    });
  });

  it("knows an encoding however its name is punctuated", () => {
    const odd = utf8("# coding: utf--8\nx = 'Ä'\n");
    expect(decodePython(odd)).toMatchObject({ text: expect.stringContaining("'Ä'") });
  });

  it("does not take a coding line after code", () => {
    const late = Uint8Array.from([
      ...utf8("x = 1\n# coding: latin-1\ny = '"),
      0xe9,
      ...utf8("'\n"),
    ]);
    expect(decodePython(late)).toEqual({ kind: "undecodable", reason: "it is not valid utf-8" });
  });

  it.each([
    ["UTF-16", bytes(0xff, 0xfe, 0x78, 0x00), "utf-16le"],
    ["null bytes", bytes(0x78, 0x00, 0x0a), "null bytes"],
    ["a stray byte", bytes(0x78, 0xff), "not valid utf-8"],
  ])("refuses %s", (_, content, reason) => {
    expect(decodePython(content)).toMatchObject({
      kind: "undecodable",
      reason: expect.stringContaining(reason),
    });
  });

  it("refuses an unknown encoding", () => {
    expect(decodePython(utf8("# coding: klingon\n"))).toMatchObject({ kind: "undecodable" });
  });
});

describe("decodeText", () => {
  it("reads requirements in UTF-16 with a byte order mark", () => {
    expect(decodeText(bytes(0xff, 0xfe, 0x64, 0x00, 0x0a, 0x00))).toBe("d\n");
  });

  it("falls back to Latin-1", () => {
    expect(decodeText(bytes(0xe9))).toBe("é");
  });
});
