import type { Connection } from '../connection.ts';
import type { Db } from '../engines/engine.ts';
import type { LoanFile, LoanFiles } from './loan-files.ts';

/** Longer than any transaction: a loan that has not been stored after this never will be. */
const UNSTORED_MS = 60_000;

/** Files of one look. */
const BATCH = 500;

/** Goes through this node's files: keys that the database has lost come back, files of loans that are over are overwritten. */
export async function tendFiles(connection: Connection, files: LoanFiles): Promise<void> {
  const { held } = files;
  for (let start = 0; start < held.length; start += BATCH) {
    const some = held.slice(start, start + BATCH);
    const stored = await storedLoans(connection.db, some.map((file) => file.authorizationId));
    for (const file of some) {
      const loan = stored.get(file.authorizationId);
      if (loan?.hash === file.hash) {
        if (!loan.kept) await bringBack(connection, files, file);
      } else if (loan?.over === true || Date.now() - file.writtenAt > UNSTORED_MS) {
        await files.wipe(file);
      }
    }
  }
}

interface StoredLoan {
  /** null: no secret is lent. */
  readonly hash: string | null;
  /** No confirmation can be on its way any more. */
  readonly over: boolean;
  /** The database still has the key. */
  readonly kept: boolean;
}

async function storedLoans(db: Db, ids: readonly number[]): Promise<ReadonlyMap<number, StoredLoan>> {
  const rows = await db.selectFrom('authorizations as a').leftJoin('loanKeys as k', 'k.authorizationId', 'a.id')
    .select(['a.id', 'a.status', 'a.loanKeyHash', 'k.authorizationId as kept']).where('a.id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, { hash: row.loanKeyHash, over: row.status !== 'pending', kept: row.kept !== null }]));
}

/** The authorization's row is held: whoever ends it comes before and is seen here, or after and destroys the key again. */
async function bringBack(connection: Connection, files: LoanFiles, file: LoanFile): Promise<void> {
  const wrappedKey = await files.read(file);
  if (wrappedKey === undefined) return;
  await connection.write(async (db) => {
    const lent = await db.selectFrom('authorizations').select('id').where('id', '=', file.authorizationId).where('loanKeyHash', '=', file.hash)
      .forShare().executeTakeFirst();
    if (lent === undefined) return;
    await db.insertInto('loanKeys').values({ authorizationId: lent.id, wrappedKey }).onConflict((conflict) => conflict.doNothing()).execute();
  });
}
