/** An element that holds either elements or text. */
export interface XmlElement {
  readonly name: string;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

const PROLOG = '<?xml version="1.0" encoding="UTF-8"?>';
/** `Name` of XML 1.0 §2.3, without the colon, which namespaces take. */
const TAG = /<(\/?)([\p{L}_][\p{L}\p{M}\p{N}_.\u{B7}-]*)>/uy;
/** Neither markup nor a carriage return (which §2.11 turns into a line feed), nor anything but `Char` of §2.2. */
const TEXT = /(?:[\t\n\u{20}-\u{25}\u{27}-\u{3B}=\u{3F}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]|&(?:amp|lt|gt|#13);)*/uy;
const REFERENCES: ReadonlyMap<string, string> = new Map([['&amp;', '&'], ['&lt;', '<'], ['&gt;', '>'], ['&#13;', '\r']]);

/** Reads what our encoder may write and throws at anything else: stricter than any client, so that no client is needed to be lenient. */
export function parseXml(source: string): XmlElement {
  if (!source.startsWith(PROLOG)) throw new Error('no prolog');
  const reader: Reader = { source, at: PROLOG.length };
  const root = element(reader);
  if (reader.at !== source.length) throw new Error(`something follows the root at ${reader.at}`);
  return root;
}

interface Reader {
  readonly source: string;
  at: number;
}

function take(reader: Reader, pattern: RegExp): RegExpExecArray {
  pattern.lastIndex = reader.at;
  const found = pattern.exec(reader.source);
  if (found === null) throw new Error(`not well-formed at ${reader.at}`);
  reader.at += found[0].length;
  return found;
}

function element(reader: Reader): XmlElement {
  const [, slash, name = ''] = take(reader, TAG);
  if (slash !== '') throw new Error(`an end without a beginning at ${reader.at}`);
  const [raw] = take(reader, TEXT);
  const children: XmlElement[] = [];
  while (!reader.source.startsWith('</', reader.at)) children.push(element(reader));
  if (take(reader, TAG)[2] !== name) throw new Error(`another end than that of ${name} at ${reader.at}`);
  if (children.length > 0 && raw !== '') throw new Error(`text beside elements in ${name}`);
  return { name, children, text: raw.replace(/&[^;]+;/g, (reference) => REFERENCES.get(reference) ?? '') };
}
