import type { Database, Statement } from 'better-sqlite3';
import type { AccessFacts, AccessQuestion, AccessReads, Clock, EpochMs, Id, StandingFacts } from '@sallyport/core';
import { ACCOUNT_COLUMNS, HOST_COLUMNS, TICKET_COLUMNS, USER_COLUMNS, policiesSql } from '../../access/facts-sql.ts';
import { lentFacts, lentSql } from '../../access/lent-facts.ts';
import type { LentFactRow } from '../../access/lent-facts.ts';
import { accountFact, grantFact, hostFact, policyFact, ticketFact, userFact } from '../../access/facts-rows.ts';
import type { AccountFactRow, HostFactRow, PolicyFactRow, TicketFactRow, UserFactRow } from '../../access/facts-rows.ts';
import { idNumber } from '../../object-ids.ts';

/** Prepared once, on a connection that only reads: each is a few index probes. */
function prepare(database: Database) {
  return {
    begin: database.prepare<[]>('begin'),
    commit: database.prepare<[]>('commit'),
    instance: database.prepare<[string], { found: number }>('select 1 as found from instances where instance_id = ?'),
    counter: database.prepare<[string], { counter: number }>('select counter from instance_changes where instance_id = ?'),
    user: database.prepare<[number, string], UserFactRow>(`select ${USER_COLUMNS} from users where id = ? and instance_id = ?`),
    host: database.prepare<[number, string], HostFactRow>(`select ${HOST_COLUMNS} from hosts where id = ? and instance_id = ?`),
    account: database.prepare<[number, string], AccountFactRow>(`select ${ACCOUNT_COLUMNS} from host_accounts where id = ? and instance_id = ?`),
    hostGrant: database.prepare<[number, number, string], { id: number }>(
      'select id from user_host_grants where user_id = ? and host_id = ? and instance_id = ?'),
    grant: database.prepare<[number, number, number, string], { id: number }>(
      'select id from user_account_grants where user_id = ? and host_id = ? and account_id = ? and instance_id = ?'),
    lent: database.prepare<[Record<string, string | number>], LentFactRow>(lentSql({ instance: '@instance', account: '@account' })),
    policies: database.prepare<[Record<string, string | number>], PolicyFactRow>(
      policiesSql({ instance: '@instance', user: '@user', host: '@host', account: '@account', project: '@project' })),
    tickets: database.prepare<[number, number, string, string], TicketFactRow>(`select ${TICKET_COLUMNS} from tickets
      where user_id = ? and account_id = ? and protocol = ? and state in ('pending', 'accepted') and instance_id = ? order by id`),
    ticket: database.prepare<[number, string], TicketFactRow>(`select ${TICKET_COLUMNS} from tickets where id = ? and instance_id = ?`),
    endRequest: database.prepare<[string, string], { comment: string }>(
      'select end_comment as comment from sessions where id = ? and instance_id = ? and end_requested_at is not null'),
  } satisfies Record<string, Statement>;
}

/** Questions a turn of the event loop, about 2 ms: a sweep over thousands of sessions must not stall the keystrokes of all. */
const SLICE = 16;

/** Runs without an await from the first statement to the last: one snapshot, and whatever was committed before the call is in it. */
export class SqliteAccessReads implements AccessReads {
  readonly #statements: ReturnType<typeof prepare>;
  readonly #clock: Clock;

  constructor(reader: Database, clock: Clock) {
    this.#statements = prepare(reader);
    this.#clock = clock;
  }

  facts(question: AccessQuestion): Promise<AccessFacts> {
    return this.#snapshot(() => this.#read(question, this.#clock.now()));
  }

  async factsOfMany(questions: readonly AccessQuestion[]): Promise<readonly AccessFacts[]> {
    const facts: AccessFacts[] = [];
    for (let start = 0; start < questions.length; start += SLICE) {
      facts.push(...await this.#snapshot(() => {
        const now = this.#clock.now();
        return questions.slice(start, start + SLICE).map((question) => this.#read(question, now));
      }));
      await new Promise((resolve) => { setImmediate(resolve); });
    }
    return facts;
  }

  standing(instanceId: string, userId: Id): Promise<StandingFacts> {
    return this.#snapshot(() => this.#standing(instanceId, idNumber(userId), this.#clock.now()));
  }

  changeCounter(instanceId: string): Promise<number> {
    return this.#snapshot(() => this.#statements.counter.get(instanceId)?.counter ?? 0);
  }

  #snapshot<T>(read: () => T): Promise<T> {
    try {
      this.#statements.begin.run();
      try {
        return Promise.resolve(read());
      } finally {
        this.#statements.commit.run();
      }
    } catch (error) {
      return Promise.reject(error);
    }
  }

  #standing(instanceId: string, userId: number, now: EpochMs): StandingFacts {
    const user = this.#statements.user.get(userId, instanceId);
    return { now, instanceExists: this.#statements.instance.get(instanceId) !== undefined, user: user === undefined ? null : userFact(user) };
  }

  #read(question: AccessQuestion, now: EpochMs): AccessFacts {
    const { instanceId } = question;
    const [userId, hostId, accountId] = [idNumber(question.userId), idNumber(question.hostId), idNumber(question.accountId)];
    const host = this.#statements.host.get(hostId, instanceId);
    const policies = host === undefined ? []
      : this.#statements.policies.all({ instance: instanceId, user: userId, host: hostId, account: accountId, project: host.project_id });
    return {
      ...this.#standing(instanceId, userId, now),
      endRequest: question.sessionId === null ? null : this.#statements.endRequest.get(question.sessionId, instanceId) ?? null,
      host: host === undefined ? null : hostFact(host),
      ...this.#account(instanceId, userId, hostId, accountId),
      hostGranted: this.#statements.hostGrant.get(userId, hostId, instanceId) !== undefined,
      policies: policies.map(policyFact),
      tickets: this.#tickets(question, userId, accountId).map(ticketFact),
    };
  }

  /** An account of the host's own with the direct grant, or one that is lent. */
  #account(instanceId: string, userId: number, hostId: number, accountId: number): Pick<AccessFacts, 'account' | 'grants'> {
    const account = this.#statements.account.get(accountId, instanceId);
    if (account !== undefined) {
      const grant = this.#statements.grant.get(userId, hostId, accountId, instanceId);
      return { account: accountFact(account), grants: grant === undefined ? [] : [grantFact(grant.id)] };
    }
    const lent = this.#statements.lent.get({ instance: instanceId, account: accountId });
    return lent === undefined ? { account: null, grants: [] } : lentFacts(lent, userId, hostId);
  }

  #tickets(question: AccessQuestion, userId: number, accountId: number): TicketFactRow[] {
    const open = this.#statements.tickets.all(userId, accountId, question.protocol, question.instanceId);
    if (question.ticketId === null || open.some((row) => String(row.id) === question.ticketId)) return open;
    const own = this.#statements.ticket.get(idNumber(question.ticketId), question.instanceId);
    return own === undefined ? open : [...open, own];
  }
}
