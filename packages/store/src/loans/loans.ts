import type { KeyObject } from 'node:crypto';
import type { LoanItem, LoanName, Loans, SealedLoan } from '@sallyport/core';
import type { ReportTrouble } from '../config.ts';
import type { Connection } from '../connection.ts';
import type { Engine } from '../engines/engine.ts';
import { idNumber } from '../object-ids.ts';
import { LoanFiles } from './loan-files.ts';
import { openLoan, sealLoan } from './loan-seal.ts';
import { FileTending } from './tend-files.ts';

export interface LoansParts {
  readonly connection: Connection;
  readonly engine: Engine;
  readonly master: KeyObject;
  /** Of this node's key files; SQLite needs none, its journal keeps the keys and forgets them. */
  readonly directory: string | undefined;
  readonly report: ReportTrouble;
}

/** Marks of one turn. */
const MARKS = 1_000;

export async function openLoans(parts: LoansParts): Promise<Loans> {
  const files = parts.engine.name === 'postgres' && parts.directory !== undefined ? await LoanFiles.open(parts.directory) : null;
  return new SqlLoans(parts, files);
}

class SqlLoans implements Loans {
  readonly #parts: LoansParts;
  readonly #files: LoanFiles | null;
  readonly #fileTending: FileTending | null;
  #tending: Promise<boolean> | null = null;
  #said = false;

  constructor(parts: LoansParts, files: LoanFiles | null) {
    this.#parts = parts;
    this.#files = files;
    this.#fileTending = files === null ? null : new FileTending(parts.connection, files, parts.report);
  }

  async seal(name: LoanName, secrets: ReadonlyMap<LoanItem, Uint8Array>): Promise<SealedLoan> {
    const loan = sealLoan(this.#parts.master, name, secrets);
    // Before the transaction that stores it: a crash of the database after its commit must not be the end of the loan. Target work it may lose.
    if (name.kind === 'authorization') await this.#files?.write(idNumber(name.id), loan.wrappedKey);
    return loan;
  }

  async open(name: LoanName, item: LoanItem): Promise<Uint8Array | undefined> {
    const found = name.kind === 'authorization' ? await this.#lent(name, item) : await this.#work(name, item);
    if (found === undefined || found.wrappedKey === null || found.sealedSecret === null) return undefined;
    return openLoan(this.#parts.master, name, item, found.wrappedKey, found.sealedSecret);
  }

  /** Only one turn at a time: a second caller gets the outcome of the first. */
  tend(): Promise<boolean> {
    this.#tending ??= this.#tend().finally(() => { this.#tending = null; });
    return this.#tending;
  }

  /** The marks have their turn whatever becomes of the files: else one file that is gone would keep the keys of everybody. */
  async #tend(): Promise<boolean> {
    let [files, marks] = [true, false];
    try {
      if (this.#fileTending !== null) files = await this.#fileTending.turn();
    } finally {
      marks = await this.#tendMarks();
    }
    return files && marks;
  }

  async #tendMarks(): Promise<boolean> {
    const { connection, engine } = this.#parts;
    const marks = await connection.db.selectFrom('loanErasures').select('id').limit(MARKS).execute();
    if (marks.length === 0) return true;
    // Marks that come after this look stand for keys that may have been destroyed after the rewriting: they stay for the next turn.
    if (!await engine.forgetDeletedKeys()) {
      this.#sayOnce();
      return false;
    }
    this.#said = false;
    await connection.writeOne((db) => db.deleteFrom('loanErasures').where('id', 'in', marks.map((mark) => mark.id)).execute());
    return marks.length < MARKS;
  }

  #sayOnce(): void {
    if (!this.#said) this.#parts.report({ message: 'keys of loans that are over cannot be overwritten yet, trying again: somebody reads an older state of the store' });
    this.#said = true;
  }

  #lent(name: LoanName, item: LoanItem) {
    const { connection } = this.#parts;
    return connection.db.selectFrom('authorizations as a').innerJoin('authorizationDetails as d', 'd.authorizationId', 'a.id').innerJoin('loanKeys as k', 'k.authorizationId', 'a.id')
      .select(['k.wrappedKey', 'd.sealedSecret']).where('a.id', '=', idNumber(name.id)).where('a.instanceId', '=', name.instanceId).where('d.id', '=', idNumber(item))
      .where('a.status', '=', 'authorized').where('a.expiresAt', '>', connection.nowSql()).executeTakeFirst();
  }

  #work(name: LoanName, item: LoanItem) {
    return item === 'secret'
      ? this.#parts.connection.db.selectFrom('targetWork').select(['wrappedKey', 'sealedSecret']).where('id', '=', name.id).where('instanceId', '=', name.instanceId).executeTakeFirst()
      : Promise.resolve(undefined);
  }
}
