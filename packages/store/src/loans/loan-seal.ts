import { randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { LoanItem, LoanName, SealedLoan } from '@sallyport/core';
import { openBlob, sealBlob } from '../vault/sealed-blob.ts';

const KEY_BYTES = 32;

/** Seals under a new key, which exists in the clear only in here. */
export function sealLoan(master: KeyObject, name: LoanName, secrets: ReadonlyMap<LoanItem, Uint8Array>): SealedLoan {
  const key = randomBytes(KEY_BYTES);
  try {
    const sealed = new Map([...secrets].map(([item, secret]) => [item, sealBlob(key, itemPlace(name, item), secret)]));
    return { wrappedKey: sealBlob(master, keyPlace(name), key), sealed };
  } finally {
    key.fill(0);
  }
}

/** Throws `DomainError('SECRET_UNREADABLE')` for a key or secret of another loan, place or store. */
export function openLoan(master: KeyObject, name: LoanName, item: LoanItem, wrappedKey: Uint8Array, sealed: Uint8Array): Uint8Array {
  const key = openBlob(master, keyPlace(name), wrappedKey);
  try {
    return openBlob(key, itemPlace(name, item), sealed);
  } finally {
    key.fill(0);
  }
}

function keyPlace(name: LoanName): readonly string[] {
  return ['loan-key', name.instanceId, name.kind, name.id];
}

function itemPlace(name: LoanName, item: LoanItem): readonly string[] {
  return ['loan', name.instanceId, name.kind, name.id, item];
}
