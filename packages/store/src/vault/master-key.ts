import { createSecretKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { DomainError } from '@sallyport/core';
import type { Engine } from '../engines/engine.ts';
import { openBlob, sealBlob } from './sealed-blob.ts';

const CHECK = 'master-key-check';
const KEY_BYTES = 32;

/** The key from its bytes; throws `DomainError('SECRET_UNREADABLE')` unless there are 32. */
export function masterKey(bytes: Uint8Array): KeyObject {
  if (bytes.length !== KEY_BYTES) throw new DomainError('SECRET_UNREADABLE', { reason: 'the master key must be 32 bytes' });
  return createSecretKey(bytes);
}

/**
 * Recognises a wrong master key when the store is opened, not when the first secret is needed: a known value was sealed with the
 * right one when the store was made. Throws `DomainError('SECRET_UNREADABLE')`.
 */
export async function checkMasterKey(engine: Engine, master: KeyObject): Promise<void> {
  const stored = await engine.transaction(async (db) => {
    const value = sealBlob(master, [CHECK], Buffer.from(CHECK)).toString('base64');
    await db.insertInto('sallyportMeta').values({ key: CHECK, value }).onConflict((conflict) => conflict.doNothing()).execute();
    return db.selectFrom('sallyportMeta').select('value').where('key', '=', CHECK).executeTakeFirstOrThrow();
  });
  try {
    openBlob(master, [CHECK], Buffer.from(stored.value, 'base64'));
  } catch (error) {
    throw new DomainError('SECRET_UNREADABLE', { reason: 'this is not the master key that the store was made with', advice: 'Name the right one with --master-key.' }, { cause: error });
  }
}
