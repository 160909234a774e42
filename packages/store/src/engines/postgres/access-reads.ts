import type { AccessFacts, AccessQuestion, AccessReads, EpochMs, Id, StandingFacts } from '@sallyport/core';
import type { Pool, QueryResultRow } from 'pg';
import { lentFacts } from '../../access/lent-facts.ts';
import type { LentFactRow } from '../../access/lent-facts.ts';
import { accountFact, grantFact, hostFact, policyFact, ticketFact, userFact } from '../../access/facts-rows.ts';
import type { AccountFactRow, HostFactRow, PolicyFactRow, TicketFactRow, UserFactRow } from '../../access/facts-rows.ts';
import { idNumber } from '../../object-ids.ts';
import { COUNTER_SQL, FACTS_SQL, STANDING_SQL } from './facts-sql.ts';
import { asLost } from './lost.ts';

/** Questions of one statement. */
const BATCH = 200;

interface StandingRow {
  readonly now: EpochMs;
  readonly instance: boolean;
  readonly user: UserFactRow | null;
}

interface FactsRow extends StandingRow {
  readonly host: HostFactRow | null;
  readonly account: AccountFactRow | null;
  readonly lent: LentFactRow | null;
  readonly end_request: { readonly comment: string } | null;
  readonly host_granted: boolean;
  readonly grant_id: number | null;
  readonly policies: readonly PolicyFactRow[];
  readonly tickets: readonly TicketFactRow[];
}

/** One named statement and one round trip: one snapshot. */
export class PostgresAccessReads implements AccessReads {
  readonly #pool: Pool;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  async facts(question: AccessQuestion): Promise<AccessFacts> {
    const [facts] = await this.#read([question]);
    if (facts === undefined) throw new Error('the store answered no facts');
    return facts;
  }

  async factsOfMany(questions: readonly AccessQuestion[]): Promise<readonly AccessFacts[]> {
    const facts: AccessFacts[] = [];
    for (let start = 0; start < questions.length; start += BATCH) facts.push(...await this.#read(questions.slice(start, start + BATCH)));
    return facts;
  }

  async standing(instanceId: string, userId: Id): Promise<StandingFacts> {
    const [row] = await this.#query<StandingRow>('sallyport-standing', STANDING_SQL, [instanceId, idNumber(userId)]);
    if (row === undefined) throw new Error('the store answered no facts');
    return { now: row.now, instanceExists: row.instance, user: row.user && userFact(row.user) };
  }

  async changeCounter(instanceId: string): Promise<number> {
    const [row] = await this.#query<{ counter: number }>('sallyport-counter', COUNTER_SQL, [instanceId]);
    return row?.counter ?? 0;
  }

  async #read(questions: readonly AccessQuestion[]): Promise<AccessFacts[]> {
    const asked = questions.map((question, n) => ({
      n, instance: question.instanceId, user_id: idNumber(question.userId), host_id: idNumber(question.hostId), account_id: idNumber(question.accountId),
      protocol: question.protocol, session_id: question.sessionId, ticket_id: question.ticketId === null ? null : idNumber(question.ticketId),
    }));
    const rows = await this.#query<FactsRow>('sallyport-facts', FACTS_SQL, [JSON.stringify(asked)]);
    if (rows.length !== questions.length) throw new Error('the store answered another number of questions');
    return rows.map((row, n) => toFacts(row, asked[n]));
  }

  async #query<R extends QueryResultRow>(name: string, text: string, values: unknown[]): Promise<R[]> {
    try {
      return (await this.#pool.query<R>({ name, text, values })).rows;
    } catch (error) {
      throw asLost(error);
    }
  }
}

function toFacts(row: FactsRow, asked: { readonly user_id: number; readonly host_id: number } | undefined): AccessFacts {
  return {
    now: row.now,
    instanceExists: row.instance,
    endRequest: row.end_request,
    user: row.user && userFact(row.user),
    host: row.host && hostFact(row.host),
    account: row.account && accountFact(row.account),
    hostGranted: row.host_granted,
    grants: row.grant_id === null ? [] : [grantFact(row.grant_id)],
    ...(row.lent === null || asked === undefined ? {} : lentFacts(row.lent, asked.user_id, asked.host_id)),
    policies: row.policies.map(policyFact),
    tickets: row.tickets.map(ticketFact),
  };
}
