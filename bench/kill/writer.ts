import type { Body, CloudClient } from '../../e2e/support/cloud-client.ts';
import type { Ledger } from './ledger.ts';

const ACCOUNT = 'root';

/** One connection to the server that will be killed, and the book that survives it. */
export interface WriterParts {
  readonly admin: CloudClient;
  /** A second administrator, who decides the same tickets at the same moment. */
  readonly rival: CloudClient;
  /** Calls as the bastion user that asks for tickets. */
  readonly applicant: CloudClient;
  readonly applicantUser: { readonly id: string; readonly name: string };
  readonly ledger: Ledger;
  /** Whether the server has been killed: only then may a call stay without an answer. */
  readonly killed: () => boolean;
  /** An id that an acknowledged creation has given. */
  readonly born: (id: string, name: string) => void;
}

/** The server is gone and the answer with it. */
class Unanswered extends Error {}

/** Makes rounds of writes until the server is killed. Throws on an answer that a correct server does not give. */
export async function write(parts: WriterParts, name: string): Promise<void> {
  try {
    for (let round = 0; ; round += 1) await playRound(parts, `${name}r${round}`);
  } catch (error) {
    if (!(error instanceof Unanswered)) throw error;
  }
}

async function playRound(parts: WriterParts, name: string): Promise<void> {
  const { admin, applicant, applicantUser } = parts;
  const users = [`${name}a`, `${name}b`] as const;
  const host = `${name}h`;
  const ids: string[] = [];
  for (const user of users) {
    ids.push(await create(parts, `user:${user}`, 'free', 'CreateUser', 'UserId', { UserName: user, Source: 'LDAP', SourceUserId: `cn=${user}` }));
  }
  const hostId = await create(parts, `host:${host}`, 'present', 'CreateHost', 'HostId', { HostName: host, Source: 'Local', OSType: 'Linux', ActiveAddressType: 'Private', HostPrivateAddress: '192.0.2.1' });
  const accountId = await create(parts, `account:${host}`, 'present', 'CreateHostAccount', 'HostAccountId', { HostId: hostId, HostAccountName: ACCOUNT, ProtocolName: 'SSH', Password: 'secret' });
  const [first = ''] = ids;
  const whole = JSON.stringify([{ HostId: hostId, HostAccountIds: [accountId] }]);
  const pair = users.map((user) => `user:${user}`);
  parts.ledger.known(`pair:${name}`, 'free');
  const UserIds = JSON.stringify(ids);

  await call(parts, admin, [`grant:${users[0]}/${host}`], 'whole', 'AttachHostAccountsToUser', { UserId: first, Hosts: whole });
  await call(parts, admin, [...pair, `pair:${name}`], 'locked', 'LockUsers', { UserIds });
  await call(parts, admin, [...pair, `pair:${name}`], 'free', 'UnlockUsers', { UserIds });
  await call(parts, admin, [`grant:${users[0]}/${host}`], 'absent', 'DetachHostAccountsFromUser', { UserId: first, Hosts: JSON.stringify([{ HostId: hostId }]) });
  await call(parts, admin, [`grant:${applicantUser.name}/${host}`], 'whole', 'AttachHostAccountsToUser', { UserId: applicantUser.id, Hosts: whole });
  const asked = await call(parts, applicant, [`ticket:${host}`], 'pending', 'CreateOperationTicket', { AssetId: hostId, AssetAccountName: ACCOUNT, ProtocolName: 'SSH', ApproveComment: 'maintenance' });
  const ticketId = String(asked['OperationTicketId']);
  parts.born(ticketId, `ticket:${host}`);
  await race(parts, host, ticketId);
}

async function create(parts: WriterParts, key: string, state: string, action: string, field: string, params: Readonly<Record<string, string>>): Promise<string> {
  const id = String((await call(parts, parts.admin, [key], state, action, params))[field]);
  parts.born(id, key);
  return id;
}

async function call(parts: WriterParts, client: CloudClient, keys: readonly string[], state: string, action: string, params: Readonly<Record<string, string>>): Promise<Body> {
  parts.ledger.sent(keys, state);
  try {
    const body = await client.call(action, params);
    if ('Results' in body && !JSON.stringify(body).includes('"Code":"OK"')) throw new Error(`${action} did nothing: ${JSON.stringify(body)}`);
    parts.ledger.acknowledge(keys, state, String(body['RequestId']));
    return body;
  } catch (error) {
    throw unanswered(parts, error);
  }
}

/** An answer has a status; a torn connection has none, and is an error of ours unless the server was killed. */
function unanswered(parts: WriterParts, error: unknown): unknown {
  const answered = error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number';
  return !answered && parts.killed() ? new Unanswered('killed', { cause: error }) : error;
}

/** Two administrators decide at once, one each way: one of them must win, the other must be told that it is decided. */
async function race(parts: WriterParts, host: string, OperationTicketId: string): Promise<void> {
  const key = [`ticket:${host}`];
  const verdict = async (client: CloudClient, action: string, state: string): Promise<string> => {
    parts.ledger.sent(key, state);
    try {
      const body = await client.call(action, { OperationTicketId, Comment: state });
      parts.ledger.acknowledge(key, state, String(body['RequestId']));
      return 'won';
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'InvalidParameter') {
        parts.ledger.refused();
        return 'lost';
      }
      throw unanswered(parts, error);
    }
  };
  const outcomes = await Promise.allSettled([verdict(parts.admin, 'AcceptOperationTicket', 'accepted'), verdict(parts.rival, 'RejectOperationTicket', 'rejected')]);
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  const won = outcomes.filter((outcome) => outcome.status === 'fulfilled' && outcome.value === 'won').length;
  if (won !== 1) throw new Error(`ticket ${OperationTicketId} was decided ${won} times`);
}
