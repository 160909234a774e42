/** A peer's message does not have the form that its RFC gives it. */
export class WireError extends Error {
  readonly code = 'SSH_MALFORMED';

  constructor(message: string) {
    super(message);
    this.name = 'WireError';
  }
}

const UTF8 = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true });

/** Reads the data types of RFC 4251 §5. Every overrun throws `WireError`; byte strings are views, not copies. */
export class Reader {
  readonly #bytes: Uint8Array;
  #at: number;

  constructor(bytes: Uint8Array, at = 0) {
    this.#bytes = bytes;
    this.#at = at;
  }

  get done(): boolean {
    return this.#at === this.#bytes.length;
  }

  /** Bytes consumed so far, from the beginning of the buffer. */
  get position(): number {
    return this.#at;
  }

  byte(): number {
    const value = this.#bytes[this.#at];
    if (value === undefined) throw new WireError('Message too short');
    this.#at += 1;
    return value;
  }

  bool(): boolean {
    return this.byte() !== 0;
  }

  uint32(): number {
    return ((this.byte() << 24) | (this.byte() << 16) | (this.byte() << 8) | this.byte()) >>> 0;
  }

  string(): Uint8Array {
    const length = this.uint32();
    const end = this.#at + length;
    if (end > this.#bytes.length) throw new WireError('String longer than its message');
    const value = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return value;
  }

  text(): string {
    return UTF8.decode(this.string());
  }

  rest(): Uint8Array {
    const value = this.#bytes.subarray(this.#at);
    this.#at = this.#bytes.length;
    return value;
  }
}
