/** How a file's bytes were read as text, so that an edit gives back every other byte. */
export interface TextFile {
  readonly text: string;
  readonly encoding: "utf-8" | "latin-1";
  readonly bom: boolean;
}

const UTF8_BOM = "\uFEFF";

/** Reads bytes as text; bytes that are not UTF-8 are read one by one, which loses none. */
export function decode(bytes: Uint8Array): TextFile {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    const bom = text.startsWith(UTF8_BOM);
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
  return new TextEncoder().encode(file?.bom ? UTF8_BOM + text : text);
}

/** Whether two files hold the same bytes. */
export function sameBytes(left: Uint8Array | null, right: Uint8Array | null): boolean {
  if (left === null || right === null) return left === right;
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}
