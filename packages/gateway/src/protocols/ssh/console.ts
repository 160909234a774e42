import type { Language } from '@sallyport/core';
import type { HeldChannel } from '@sallyport/ssh';
import type { Voice } from '../../session/gate/applicant.ts';
import { withdrawalKeys } from './withdrawal-keys.ts';

/**
 * Text of the bastion on a held channel: CRLF on terminals; without one only stderr, so that stdout stays the target's alone.
 * `live` rewrites its line on a terminal; without one it would fill a log, and is not shown.
 */
export class Console implements Voice {
  readonly language: Language;
  readonly #channel: HeldChannel;
  readonly #gone = new AbortController();
  readonly #withdrawn = new AbortController();
  /** A live line stands where the next line must go. */
  #live = false;

  constructor(channel: HeldChannel, language: Language, gone: AbortSignal) {
    this.#channel = channel;
    this.language = language;
    channel.onClose(() => { this.#gone.abort(); });
    if (gone.aborted) this.#gone.abort();
    else gone.addEventListener('abort', () => { this.#gone.abort(); }, { once: true, signal: this.#gone.signal });
  }

  get interactive(): boolean {
    return this.#channel.terminal !== undefined;
  }

  get gone(): AbortSignal {
    return this.#gone.signal;
  }

  get withdrawn(): AbortSignal {
    return this.#withdrawn.signal;
  }

  /** On a terminal, typed bytes are ours meanwhile: Ctrl-C twice withdraws, all else is dropped. Without one they wait for the target. */
  listen(): () => void {
    if (!this.interactive) return () => undefined;
    const keys = withdrawalKeys(() => { this.#withdrawn.abort(); });
    this.#channel.onInput(keys);
    return () => { this.#channel.onInput(undefined); };
  }

  say(text: string): void {
    if (!this.interactive) {
      this.#channel.writeError(`${text}\n`);
      return;
    }
    this.#channel.write(`${this.#live ? '\r\u001b[K' : ''}${text}\r\n`);
    this.#live = false;
  }

  live(text: string): void {
    if (!this.interactive) return;
    this.#channel.write(`\r\u001b[K${text}`);
    this.#live = true;
  }
}
