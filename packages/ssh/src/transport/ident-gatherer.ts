import { WireError } from '../wire/reader.ts';

/** RFC 4253 §4.2 gives the line 255 bytes; a server may say other things before it. */
const MAX = { server: 8192, client: 16_384 } as const;
const LF = 10;

/** Collects the peer's first lines until its identification is whole: ssh2 loses what comes between its first and its last piece. */
export class IdentGatherer {
  readonly #role: 'server' | 'client';
  #bytes: Buffer = Buffer.alloc(0);
  #lineAt = 0;

  constructor(role: 'server' | 'client') {
    this.#role = role;
  }

  /** All that has come, once the line is there; undefined before. Throws `WireError` for one without end. */
  push(bytes: Buffer): Buffer | undefined {
    this.#bytes = this.#bytes.length === 0 ? bytes : Buffer.concat([this.#bytes, bytes]);
    for (let end = this.#bytes.indexOf(LF, this.#lineAt); end !== -1; end = this.#bytes.indexOf(LF, this.#lineAt)) {
      // Clients have no right to other lines (RFC 4253 §4.2): judged at once.
      if (this.#role === 'server' || this.#bytes.subarray(this.#lineAt, this.#lineAt + 4).toString('latin1') === 'SSH-') return this.#bytes;
      this.#lineAt = end + 1;
    }
    if (this.#bytes.length > MAX[this.#role]) throw new WireError('The peer does not identify itself');
    return undefined;
  }
}
