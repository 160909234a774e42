/** A chunk takes whole lines up to so many characters: at 3 bytes each, and with one line more, far below `MAX_PLAIN`. */
const MAX_BATCH = 256 * 1024;

export interface LineBatch {
  readonly plain: Buffer;
  readonly firstAt: number;
  readonly lastAt: number;
  readonly events: number;
}

/** Lines on their way to the storage, counted in characters until they are written. */
export class LineBuffer {
  #lines: { readonly text: string; readonly at: number }[] = [];
  #waiting = 0;
  #inFlight = 0;
  #pushed = 0;
  #taken = 0;

  /** Characters not yet in a batch. */
  get waiting(): number {
    return this.#waiting;
  }

  /** Characters not yet written. */
  get held(): number {
    return this.#waiting + this.#inFlight;
  }

  /** Lines ever pushed. */
  get pushed(): number {
    return this.#pushed;
  }

  /** Lines ever put into a batch. */
  get taken(): number {
    return this.#taken;
  }

  push(text: string, at: number): void {
    this.#lines.push({ text, at });
    this.#waiting += text.length;
    this.#pushed += 1;
  }

  /** The oldest lines; call only while some wait, and `written` before the next. */
  take(): LineBatch {
    let characters = 0;
    let count = 0;
    for (const line of this.#lines) {
      if (characters >= MAX_BATCH) break;
      characters += line.text.length;
      count += 1;
    }
    const lines = this.#lines.splice(0, count);
    this.#waiting -= characters;
    this.#inFlight += characters;
    this.#taken += count;
    return {
      plain: Buffer.from(lines.map((line) => line.text).join('')),
      firstAt: lines[0]?.at ?? 0,
      lastAt: lines.at(-1)?.at ?? 0,
      events: count,
    };
  }

  written(): void {
    this.#inFlight = 0;
  }

  clear(): void {
    this.#lines = [];
    this.#waiting = 0;
    this.#inFlight = 0;
    this.#taken = this.#pushed;
  }
}
