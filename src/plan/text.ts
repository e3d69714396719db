/** How a file's bytes were read as text, so that an edit gives back every other byte. */
export interface TextFile {
  readonly text: string;
  readonly encoding: "utf-8" | "utf-16le" | "utf-16be" | "latin-1";
  readonly bom: boolean;
}

const BOM = "\uFEFF";

/** UTF-16 is told by its byte order mark; PowerShell's `>` writes requirements files so. */
const UTF16_BOMS = [
  { encoding: "utf-16le", bytes: [0xff, 0xfe] },
  { encoding: "utf-16be", bytes: [0xfe, 0xff] },
] as const;

/** Reads bytes as text; bytes that are not UTF-8 are read one by one, which loses none. */
export function decode(bytes: Uint8Array): TextFile {
  const wide = UTF16_BOMS.find((bom) => bom.bytes.every((byte, index) => bytes[index] === byte));
  if (wide && bytes.length % 2 === 0) {
    return { text: decodeWide(bytes.slice(2), wide.encoding), encoding: wide.encoding, bom: true };
  }
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    const bom = text.startsWith(BOM);
    return { text: bom ? text.slice(1) : text, encoding: "utf-8", bom };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
    return { text, encoding: "latin-1", bom: false };
  }
}

/** Writes text in the encoding that the file had; null when the encoding has no such character. */
export function encode(text: string, file: TextFile | null): Uint8Array | null {
  if (file?.encoding === "latin-1") {
    const codes = Array.from(text, (character) => character.codePointAt(0) ?? 0);
    return codes.some((code) => code > 0xff) ? null : Uint8Array.from(codes);
  }
  if (file?.encoding === "utf-16le" || file?.encoding === "utf-16be") {
    return encodeWide(BOM + text, file.encoding);
  }
  return new TextEncoder().encode(file?.bom ? BOM + text : text);
}

/** Unit by unit, since a decoder would replace lone surrogates. */
function decodeWide(bytes: Uint8Array, encoding: "utf-16le" | "utf-16be"): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const units = Array.from({ length: bytes.length / 2 }, (_, index) =>
    view.getUint16(index * 2, encoding === "utf-16le"),
  );
  return units.map((unit) => String.fromCharCode(unit)).join("");
}

function encodeWide(text: string, encoding: "utf-16le" | "utf-16be"): Uint8Array {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let index = 0; index < text.length; index += 1) {
    view.setUint16(index * 2, text.charCodeAt(index), encoding === "utf-16le");
  }
  return new Uint8Array(view.buffer);
}

/** Whether two files hold the same bytes. */
export function sameBytes(left: Uint8Array | null, right: Uint8Array | null): boolean {
  if (left === null || right === null) return left === right;
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}
