import { ByteQueue } from './byte-queue.ts';

export type Stream = 'stdout' | 'stderr';
/** A request of ours as its payload, or an end. */
export type Control = { readonly payload: Uint8Array } | 'eof' | 'close';

/** Requests that wait behind data: their payloads and what it costs to keep each. */
const MAX_CONTROL = 128 * 1024;
const COST = 128;

/** What a channel has still to send, in order. */
export class Backlog {
  readonly #bytes = new ByteQueue();
  readonly #controls: Control[] = [];
  #controlBytes = 0;
  /** Runs in order, as plain numbers because a peer can make them short: twice the length, plus 1 on stderr; -1: the next control. */
  #runs: number[] = [];
  #first = 0;

  get empty(): boolean {
    return this.#first === this.#runs.length;
  }

  /** Of data. */
  get bytes(): number {
    return this.#bytes.length;
  }

  /** Copies. */
  push(bytes: Uint8Array, stream: Stream): void {
    const mark = stream === 'stderr' ? 1 : 0;
    const last = this.empty ? -1 : (this.#runs.at(-1) ?? -1);
    if (last >= 0 && last % 2 === mark) this.#runs[this.#runs.length - 1] = last + 2 * bytes.length;
    else this.#runs.push(2 * bytes.length + mark);
    this.#bytes.push(bytes);
  }

  /** False: too many requests wait already, and this one is dropped. */
  pushControl(control: Control): boolean {
    if (typeof control !== 'string') {
      if (this.#controlBytes > MAX_CONTROL) return false;
      this.#controlBytes += control.payload.length + COST;
    }
    this.#controls.push(control);
    this.#runs.push(-1);
    return true;
  }

  /** The stream of what is next; `control`: take that first. */
  next(): Stream | 'control' | undefined {
    const run = this.#runs[this.#first];
    if (run === undefined) return undefined;
    if (run < 0) return 'control';
    return run % 2 === 1 ? 'stderr' : 'stdout';
  }

  /** Takes up to `most` bytes of the run of data that is next, as many as lie together. */
  takeData(most: number): Uint8Array {
    const run = this.#runs[this.#first] ?? 0;
    const bytes = this.#bytes.shift(Math.min(most, run >> 1));
    this.#runs[this.#first] = run - 2 * bytes.length;
    if (run >> 1 === bytes.length) this.#advance();
    return bytes;
  }

  takeControl(): Control | undefined {
    const control = this.#controls.shift();
    if (control !== undefined && typeof control !== 'string') this.#controlBytes -= control.payload.length + COST;
    this.#advance();
    return control;
  }

  /** Forgets data and keeps the rest. */
  dropData(): void {
    this.#runs = this.#controls.map(() => -1);
    this.#first = 0;
    this.#bytes.clear();
  }

  clear(): void {
    this.#controls.length = 0;
    this.#controlBytes = 0;
    this.dropData();
  }

  #advance(): void {
    this.#first += 1;
    if (this.empty) {
      this.#runs = [];
      this.#first = 0;
    } else if (this.#first > 1024 && this.#first * 2 > this.#runs.length) {
      this.#runs.splice(0, this.#first);
      this.#first = 0;
    }
  }
}
