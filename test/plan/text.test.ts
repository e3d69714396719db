import { assert, constantFrom, property, uint8Array } from "fast-check";
import { describe, expect, test } from "vitest";
import { decode, encode } from "../../src/plan/text.js";

describe("files keep their encoding", () => {
  test.each([
    ["utf-8", [0x61, 0xc3, 0xa9], "aé"],
    ["utf-8", [0xef, 0xbb, 0xbf, 0x61], "a"],
    ["latin-1", [0x61, 0xe9], "aé"],
    ["utf-16le", [0xff, 0xfe, 0x61, 0x00, 0x0d, 0x00, 0x0a, 0x00], "a\r\n"],
    ["utf-16be", [0xfe, 0xff, 0x00, 0x61], "a"],
    ["latin-1", [0xff, 0xfe, 0x61], "ÿþa"],
  ])("%s: %j", (encoding, bytes, text) => {
    const file = decode(Uint8Array.from(bytes));
    expect(file).toMatchObject({ encoding, text });
    expect(Array.from(encode(file.text, file) ?? [])).toEqual(bytes);
  });

  test("any bytes come back as they were", () => {
    const marks = constantFrom([], [0xff, 0xfe], [0xfe, 0xff], [0xef, 0xbb, 0xbf]);
    assert(
      property(marks, uint8Array({ maxLength: 40 }), (mark, rest) => {
        const bytes = Uint8Array.from([...mark, ...rest]);
        const file = decode(bytes);
        expect(encode(file.text, file)).toEqual(bytes);
      }),
    );
  });

  test("a character that the encoding lacks is not written", () => {
    expect(encode("€", decode(Uint8Array.from([0xe9])))).toBeNull();
  });

  test("an added line of a UTF-16 file is UTF-16", () => {
    const file = decode(Uint8Array.from([0xff, 0xfe, 0x61, 0x00]));
    expect(encode("ab", file)).toEqual(Uint8Array.from([0xff, 0xfe, 0x61, 0, 0x62, 0]));
  });
});
