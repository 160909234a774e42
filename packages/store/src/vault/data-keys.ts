import { createSecretKey, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { DomainError } from '@sallyport/core';
import { openBlob, sealBlob } from './sealed-blob.ts';

/** Data keys kept unwrapped at most. */
const MAX_CACHED = 1_000;

/** The instances' data keys, wrapped by the master key in the store, unwrapped in memory only. */
export class DataKeys {
  readonly #master: KeyObject;
  readonly #wrappedOf: (instanceId: string) => Promise<Uint8Array | undefined>;
  readonly #keys = new Map<string, KeyObject>();

  constructor(master: KeyObject, wrappedOf: (instanceId: string) => Promise<Uint8Array | undefined>) {
    this.#master = master;
    this.#wrappedOf = wrappedOf;
  }

  /** Makes the key of a new instance, usable at once, also before its transaction has committed; gives what to store. */
  create(instanceId: string): Uint8Array {
    const plain = randomBytes(32);
    const wrapped = sealBlob(this.#master, place(instanceId), plain);
    this.#keep(instanceId, createSecretKey(plain));
    plain.fill(0);
    return wrapped;
  }

  forget(instanceId: string): void {
    this.#keys.delete(instanceId);
  }

  async of(instanceId: string): Promise<KeyObject> {
    const cached = this.#keys.get(instanceId);
    if (cached !== undefined) return cached;
    const wrapped = await this.#wrappedOf(instanceId);
    if (wrapped === undefined) throw new DomainError('SECRET_UNREADABLE', { reason: 'the instance has no data key', instanceId });
    const plain = openBlob(this.#master, place(instanceId), wrapped);
    const key = createSecretKey(plain);
    plain.fill(0);
    this.#keep(instanceId, key);
    return key;
  }

  #keep(instanceId: string, key: KeyObject): void {
    const oldest = this.#keys.size >= MAX_CACHED ? this.#keys.keys().next() : undefined;
    if (oldest?.done === false) this.#keys.delete(oldest.value);
    this.#keys.set(instanceId, key);
  }
}

function place(instanceId: string): readonly string[] {
  return ['data-key', instanceId];
}
