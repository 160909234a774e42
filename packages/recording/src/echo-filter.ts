/**
 * Which typed text may be recorded. A line is, if the target showed every printable character of it as the very next output;
 * anything else (a password, a key of a full-screen program, text typed while something else was printing) is dropped whole and
 * leaves only the fact. Wrong drops cost little, since whatever was shown is in the output anyway; a wrong record costs a password.
 *
 * Works on lines because one character can be matched by chance and a whole line cannot. Keys without a glyph (Tab, arrows,
 * backspace) need no echo; between glyphs, only what carries no text may come: escape sequences, backspaces, a wrap at the margin.
 */

/** Without any echo for so long, typed text counts as hidden. */
const WINDOW_MS = 2_000;
/** Code points of one line and what was typed ahead. */
const MAX_KEYS = 8_192;
/** Characters of one key. Those of terminals are shorter; a client that makes up longer ones would fill the memory with one line. */
const MAX_KEY = 64;

const KEYS = /\x1b(?:\[[0-9;?]*[ -/]*[@-~]|O[\s\S]|[\s\S])|[\s\S]/gu;
const LINE_ENDS: ReadonlySet<string> = new Set(['\r', '\n', '\x03', '\x04', '\x1a', '\x1c']);
const GLYPHLESS = /^(?:[\x00-\x1f\x7f-\x9f]|\x1b[\s\S]+)$/u;

// `\b \b` rubs a glyph out; ` \r` is how line editors wrap at the right margin.
const DECORATION = /(?:\x1b\[[0-9;?]*[ -/]*[@-~]|\x08 \x08|[\x07\x08]| \r)*/uy;
const NEWLINE = /\r{0,2}\n?/uy;
const UNFINISHED = /(?:\x1b(?:\[[0-9;?]*[ -/]*)?|\x08? )$/uy;

export class EchoFilter {
  readonly #emit: (kind: 'input' | 'hidden-input', text: string) => void;
  /** Keys whose echo has not come yet, oldest first; the first one has a glyph. */
  #awaiting: string[] = [];
  #progressAt = 0;
  /** The line so far: all of it shown. */
  #line: string[] = [];
  /** The rest of this line is dropped. */
  #hidden = false;
  /** The newline that answers Enter may still come before the next echo. */
  #newlineDue = false;
  #carry = '';

  constructor(emit: (kind: 'input' | 'hidden-input', text: string) => void) {
    this.#emit = emit;
  }

  /** The engineer typed `text` at `at` (ms). */
  typed(text: string, at: number): void {
    this.#expire(at);
    if (this.#awaiting.length === 0) this.#progressAt = at;
    let endless = false;
    for (const [key] of text.matchAll(KEYS)) {
      this.#awaiting.push(key);
      endless ||= key.length > MAX_KEY;
    }
    if (endless) this.#hide();
    this.#settle();
    if (this.#line.length + this.#awaiting.length > MAX_KEYS) this.#hide();
  }

  /** The target showed `text` at `at` (ms). */
  shown(text: string, at: number): void {
    this.#expire(at);
    if (this.#awaiting.length === 0) {
      this.#carry = '';
      this.#newlineDue = false;
      return;
    }
    this.#match(this.#carry + text, at);
  }

  /** The channel is over: what waits for its echo was not shown. */
  end(): void {
    if (this.#awaiting.length > 0) this.#hide();
  }

  #match(text: string, at: number): void {
    this.#carry = '';
    let position = 0;
    for (let key = this.#awaiting[0]; key !== undefined; key = this.#awaiting[0]) {
      if (this.#newlineDue) position = past(NEWLINE, text, position);
      position = past(DECORATION, text, position);
      if (text.startsWith(key, position)) {
        position += key.length;
        this.#shift(key, at);
        continue;
      }
      if (position === text.length) return;
      // An escape sequence torn in two: judged when its rest has come. Longer than any of a line editor's: not one.
      if (past(UNFINISHED, text, position) === text.length && text.length - position < 32) this.#carry = text.slice(position);
      else this.#hide();
      return;
    }
    // Everything is echoed; what is left of this output begins with that newline, or there is none.
    if (position < text.length) this.#newlineDue = false;
  }

  #shift(key: string, at: number): void {
    this.#awaiting.shift();
    this.#line.push(key);
    this.#progressAt = at;
    this.#newlineDue = false;
    this.#settle();
  }

  /** Takes from the front what needs no echo. */
  #settle(): void {
    let taken = 0;
    for (const key of this.#awaiting) {
      if (!this.#hidden && !GLYPHLESS.test(key)) break;
      taken += 1;
      if (LINE_ENDS.has(key)) this.#endLine(key);
      else if (!this.#hidden) this.#line.push(key);
    }
    if (taken > 0) this.#awaiting.splice(0, taken);
  }

  #endLine(key: string): void {
    if (!this.#hidden) this.#emit('input', this.#line.join('') + key);
    this.#line = [];
    this.#hidden = false;
    this.#newlineDue = true;
  }

  #expire(at: number): void {
    if (this.#awaiting.length > 0 && at - this.#progressAt > WINDOW_MS) this.#hide();
  }

  /** Drops all that waits, lines typed ahead too, and what is still to come of the last one. */
  #hide(): void {
    const last = this.#awaiting.at(-1);
    this.#hidden = last === undefined || !LINE_ENDS.has(last);
    this.#awaiting = [];
    this.#line = [];
    this.#carry = '';
    this.#newlineDue = false;
    this.#emit('hidden-input', '');
  }
}

/** Where `pattern`, a sticky one that may match nothing, ends. */
function past(pattern: RegExp, text: string, position: number): number {
  pattern.lastIndex = position;
  return pattern.test(text) ? pattern.lastIndex : position;
}
