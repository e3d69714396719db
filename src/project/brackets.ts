/** Comments, strings and brackets, one after the other. Only a bracket ends in one. */
const TOKEN = new RegExp(
  [
    String.raw`#[^\n]*\n`,
    ...["'", '"'].flatMap((quote) => [
      String.raw`QQQ[^Q\\]*(?:(?:\\[^]|Q(?!QQ))[^Q\\]*)*QQQ`.replaceAll("Q", quote),
      String.raw`Q[^Q\\\n]*(?:\\[^][^Q\\\n]*)*Q`.replaceAll("Q", quote),
    ]),
    String.raw`[()[\]{}]`,
  ].join("|"),
  "g",
);

/** The line of the first bracket that is not closed, or closes nothing; null when all match. */
export function unmatchedBracket(source: string): number | null {
  const text = source.endsWith("\n") ? source : `${source}\n`;
  const open: number[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.test(text)) {
    const at = TOKEN.lastIndex - 1;
    const code = text.charCodeAt(at);
    const wanted = OPENING[code];
    if (code === 40 || code === 91 || code === 123) open.push(at);
    else if (wanted !== undefined) {
      const last = open.pop();
      if (last === undefined || text.charCodeAt(last) !== wanted) return lineAt(text, last ?? at);
    }
  }
  const [first] = open;
  return first === undefined ? null : lineAt(text, first);
}

/** The bracket that one closes, as codes of characters. */
const OPENING: Readonly<Record<number, number>> = { 41: 40, 93: 91, 125: 123 };

function lineAt(source: string, index: number): number {
  return source.slice(0, index).split("\n").length;
}
