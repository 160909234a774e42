import { createHash } from 'node:crypto';
import type { EpochMs, SealedLoan } from '@sallyport/core';
import type { Db, EngineName } from '../engines/engine.ts';
import { insertKeyRow } from '../engines/insert-key-row.ts';
import { idNumber, nextId } from '../object-ids.ts';

/** Names a wrapped key without telling it: 61 bytes, 32 of them a sealed random key. */
export function loanKeyHash(wrappedKey: Uint8Array): string {
  return createHash('sha256').update(wrappedKey).digest('hex');
}

/** Puts a loan's secrets and key into the rows of its authorization, within the transaction that confirms it. */
export async function storeLoan(engine: EngineName, db: Db, authorizationId: number, loan: SealedLoan): Promise<void> {
  for (const [detailId, sealedSecret] of loan.sealed) {
    const stored = await db.updateTable('authorizationDetails').set({ sealedSecret })
      .where('id', '=', idNumber(detailId)).where('authorizationId', '=', authorizationId).where('granted', '=', 1).executeTakeFirst();
    if (stored.numUpdatedRows !== 1n) throw new Error('a secret for what the authorization does not lend');
  }
  await insertKeyRow(engine, db, 'loanKeys', { authorizationId, wrappedKey: Buffer.from(loan.wrappedKey) });
  await db.updateTable('authorizations').set({ loanKeyHash: loanKeyHash(loan.wrappedKey) }).where('id', '=', authorizationId).execute();
}

/** Destroys a loan's key with what it sealed, within the transaction that ends the authorization; the mark has the files forget it too. */
export async function destroyLoan(engine: EngineName, db: Db, authorizationId: number, now: EpochMs): Promise<void> {
  const ended = await db.updateTable('authorizations').set({ loanKeyHash: null })
    .where('id', '=', authorizationId).where('loanKeyHash', 'is not', null).executeTakeFirst();
  if (ended.numUpdatedRows !== 1n) return;
  await db.updateTable('authorizationDetails').set({ sealedSecret: null }).where('authorizationId', '=', authorizationId).execute();
  await db.deleteFrom('loanKeys').where('authorizationId', '=', authorizationId).execute();
  await db.insertInto('loanErasures').values({ id: await nextId(engine, db), at: now }).execute();
}
