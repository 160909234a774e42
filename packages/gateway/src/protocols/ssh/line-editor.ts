const MAX_LINE = 200;

/** What a key press means to the menu. */
export type EditorEvent =
  | { readonly kind: 'line'; readonly text: string }
  | { readonly kind: 'leave' };

export interface LineEditorPorts {
  /** Echo, as it stands. */
  readonly echo: (text: string) => void;
  readonly onEvent: (event: EditorEvent) => void;
}

/**
 * The little of line editing that a menu needs, on a terminal in raw mode: Backspace, Ctrl-U, Enter, and Ctrl-C or Ctrl-D to leave.
 * Escape sequences (arrows) are swallowed whole.
 */
export class LineEditor {
  readonly #ports: LineEditorPorts;
  readonly #decoder = new TextDecoder('utf-8');
  #line: string[] = [];
  #escape: 'none' | 'started' | 'sequence' = 'none';
  #afterReturn = false;

  constructor(ports: LineEditorPorts) {
    this.#ports = ports;
  }

  push(bytes: Uint8Array): void {
    for (const char of this.#decoder.decode(bytes, { stream: true })) this.#key(char);
  }

  #key(char: string): void {
    if (this.#inEscape(char)) return;
    const afterReturn = this.#afterReturn;
    this.#afterReturn = char === '\r';
    switch (char) {
      case '\n':
        if (!afterReturn) this.#enter();
        return;
      case '\r':
        this.#enter();
        return;
      case '\u0003':
      case '\u0004':
        this.#ports.onEvent({ kind: 'leave' });
        return;
      case '\u0015':
        while (this.#line.length > 0) this.#rubOut();
        return;
      case '\u0008':
      case '\u007f':
        this.#rubOut();
        return;
      default:
        this.#type(char);
    }
  }

  /** ESC [ … final and ESC O x; any other pair of ESC and a key. */
  #inEscape(char: string): boolean {
    if (this.#escape === 'none') {
      if (char !== '\u001b') return false;
      this.#escape = 'started';
      return true;
    }
    if (this.#escape === 'started') {
      this.#escape = char === '[' || char === 'O' ? 'sequence' : 'none';
      return true;
    }
    if (char >= '@' && char <= '~') this.#escape = 'none';
    return true;
  }

  #enter(): void {
    const text = this.#line.join('');
    this.#line = [];
    this.#ports.echo('\r\n');
    this.#ports.onEvent({ kind: 'line', text });
  }

  #rubOut(): void {
    const last = this.#line.pop();
    if (last === undefined) return;
    // Wide characters take two cells; one too many is rubbed out of an empty one.
    this.#ports.echo(last > '\u2e7f' ? '\b\b  \b\b' : '\b \b');
  }

  #type(char: string): void {
    if (char < ' ' || (char >= '\u007f' && char <= '\u009f') || this.#line.length >= MAX_LINE) return;
    this.#line.push(char);
    this.#ports.echo(char);
  }
}
