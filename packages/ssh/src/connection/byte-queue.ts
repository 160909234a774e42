const BLOCK = 16 * 1024;

/** Bytes in their order. Small pieces share blocks: a peer decides how small its messages are, and an object for each byte would cost a hundred. */
export class ByteQueue {
  #blocks: Buffer[] = [];
  /** Where the first block begins and where the last one ends. */
  #start = 0;
  #end = 0;
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Copies. */
  push(bytes: Uint8Array): void {
    this.#length += bytes.length;
    for (let rest = bytes; rest.length > 0; ) {
      let last = this.#blocks.at(-1);
      if (last === undefined || this.#end === last.length) {
        last = Buffer.allocUnsafeSlow(Math.max(BLOCK, rest.length));
        this.#blocks.push(last);
        this.#end = 0;
      }
      const taken = Math.min(rest.length, last.length - this.#end);
      last.set(rest.subarray(0, taken), this.#end);
      this.#end += taken;
      rest = rest.subarray(taken);
    }
  }

  /** Takes up to `most` bytes from the front, as many as lie together; none only when it is empty or `most` is 0. */
  shift(most: number): Uint8Array {
    const first = this.#blocks[0];
    if (first === undefined) return new Uint8Array(0);
    const limit = this.#blocks.length === 1 ? this.#end : first.length;
    const bytes = first.subarray(this.#start, Math.min(limit, this.#start + most));
    this.#start += bytes.length;
    this.#length -= bytes.length;
    // A block that is used up is let go; what was taken of it stays valid, since nothing is written there again.
    if (this.#start === limit) {
      this.#blocks.shift();
      this.#start = 0;
    }
    return bytes;
  }

  clear(): void {
    this.#blocks = [];
    this.#start = 0;
    this.#end = 0;
    this.#length = 0;
  }
}
