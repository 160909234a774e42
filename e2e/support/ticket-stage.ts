import { join } from 'node:path';
import { passwordAccount, startSsh, startSshd } from '@sallyport/testkit';
import type { PasswordAccount, SshClient, SshOptions, Sshd } from '@sallyport/testkit';
import { NodeTicketClient } from './node-ticket-client.ts';
import { errorCodeOf } from './service-tickets.ts';
import type { TicketAnswer, TicketCaller, TicketClient, TicketServer } from './service-tickets.ts';
import { CloudClient } from './cloud-client.ts';
import { OWN_VERSION, setStage } from './stage.ts';
import type { Stage, StageOptions } from './stage.ts';

const SOURCE_ID = '83aeb0f2834c4df49826c781d32a963e';
const HOUR_MS = 3_600_000;

/** A principal with a key. */
export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly key: { readonly accessKeyId: string; readonly accessKeySecret: string };
}

/** A bastion with a target that takes passwords, two customers, and a vendor with one support engineer who is granted nothing. */
export interface TicketStage extends AsyncDisposable {
  readonly stage: Stage;
  readonly target: Sshd;
  /** What the customer gives away for a while. Needs root: J2. */
  readonly account: PasswordAccount;
  readonly hostId: string;
  readonly hostName: string;
  readonly alice: Actor;
  readonly bob: Actor;
  /** The vendor's dispatcher: asks for authorizations. */
  readonly vendor: Actor;
  readonly engineerId: string;
  /** `engineer@account@host` of the support engineer. */
  readonly login: string;
  server(): TicketServer;
  /** The Node client; clients of an earlier life of the server reach nobody. */
  client(caller: TicketCaller): TicketClient;
  own(actor: Actor): CloudClient;
  addActor(name: string, policy: string, domain?: string): Promise<Actor>;
  openCase(customer: Actor, description?: string): Promise<string>;
  /** Gives the authorization's id and its first detail's. */
  request(caseId: string, more?: Readonly<Record<string, string>>): Promise<Requested>;
  confirm(customer: Actor, requested: Requested, more?: Confirmation): Promise<TicketAnswer>;
  logOn(more?: Partial<SshOptions>): Promise<SshClient>;
}

export interface Confirmation {
  readonly from?: number;
  readonly until?: number;
  readonly group_id?: string;
}

export interface Requested {
  readonly authorizationId: string;
  readonly detailId: string;
}

export async function setTicketStage(options: StageOptions = {}): Promise<TicketStage> {
  await using undo = new AsyncDisposableStack();
  const account = undo.use(await passwordAccount());
  const target = undo.use(await startSshd({ passwords: 'yes' }));
  const stage = undo.use(await setStage(options));
  const own = (actor: Actor): CloudClient => new CloudClient({ endpoint: stage.server.api, instanceId: stage.initialised.instanceId, ca: stage.server.certificate(), ...actor.key });
  const addActor = (name: string, policy: string, domain?: string): Promise<Actor> => makeActor(stage.admin, name, policy, domain);

  const hostName = 'customer-db';
  const hostId = await makeHost(stage.operator, hostName, target);
  const [alice, bob, vendor] = [
    await addActor('alice', 'ServiceTicketCustomer'), await addActor('bob', 'ServiceTicketCustomer'), await addActor('vendor', 'SupportEngineerDispatcher', 'vendor'),
  ];
  const engineerId = await makeEngineer(stage, 'support-anna');
  const kept = undo.move();
  const server = (): TicketServer => ({ endpoint: stage.server.api, ca: join(stage.dir, 'tls', 'api.crt') });
  const client = (caller: TicketCaller): TicketClient => new NodeTicketClient(server(), caller);
  return {
    stage, target, account, hostId, hostName, alice, bob, vendor, engineerId, server, client, own, addActor,
    login: `support-anna@${account.name}@${hostName}`,
    openCase: (customer, description = 'The database answers slowly') => openCase(client(customer.key), description),
    request: async (caseId, more = {}) => {
      const made = await own(vendor).call('RequestAuthorization', {
        CaseId: caseId, UserId: engineerId, Description: 'Look at the slow queries',
        Details: JSON.stringify([{ Type: 'Host', HostId: hostId, Account: account.name, Port: target.port }]), ...more,
      }, OWN_VERSION);
      return { authorizationId: String(made['AuthorizationId']), detailId: await firstDetail(client(alice.key), client(bob.key), String(made['AuthorizationId'])) };
    },
    confirm: (customer, requested, { from, until, group_id } = {}) => client(customer.key).call('ConfirmAuthorizations', {
      path: { authorization_id: requested.authorizationId },
      body: {
        auth_detail_list: [{ auth_detail_id: Number(requested.detailId), account: account.name, password: account.password, port: target.port }],
        auth_effective_time: from ?? Date.now(), auth_expire_time: until ?? Date.now() + HOUR_MS, ...(group_id === undefined ? {} : { group_id }),
      },
    }),
    logOn: (more = {}) => startSsh({ port: stage.server.sshPort, user: `support-anna@${account.name}@${hostName}`, key: stage.engineerKey.path, input: 'terminal', ...more }),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

async function makeActor(admin: CloudClient, name: string, policy: string, domain?: string): Promise<Actor> {
  const principal = await admin.call('CreatePrincipal', { PrincipalName: name, ...(domain === undefined ? {} : { Domain: domain }) }, OWN_VERSION);
  const id = String(principal['PrincipalId']);
  await admin.call('AttachRamPolicy', { RamPolicyName: policy, PrincipalId: id }, OWN_VERSION);
  const key = await admin.call('CreateAccessKey', { PrincipalId: id }, OWN_VERSION);
  return { id, name, key: { accessKeyId: String(key['AccessKeyId']), accessKeySecret: String(key['AccessKeySecret']) } };
}

async function makeHost(operator: CloudClient, hostName: string, target: Sshd): Promise<string> {
  const made = await operator.call('CreateHost', { HostName: hostName, Source: 'Local', OSType: 'Linux', ActiveAddressType: 'Private', HostPrivateAddress: target.host });
  return String(made['HostId']);
}

/** A user who is granted nothing: what he may do comes from authorizations alone. */
async function makeEngineer(stage: Stage, name: string): Promise<string> {
  const made = await stage.operator.call('CreateUser', { UserName: name, Source: 'Local', Password: 'Sally-port-2026' });
  const UserId = String(made['UserId']);
  await stage.operator.call('CreateUserPublicKey', { UserId, PublicKeyName: 'laptop', PublicKey: Buffer.from(stage.engineerKey.publicLine).toString('base64') });
  return UserId;
}

/** Chosen from the lists as they are shipped: the first problem type that needs no region. */
async function openCase(client: TicketClient, description: string): Promise<string> {
  const { body: problems } = await client.call('ListProblemTypes');
  const types = problems['incident_business_type_list'] as readonly { readonly business_type_id: string; readonly case_type: string }[];
  const consulting = types.find((type) => type.case_type === '0');
  const made = await client.call('CreateCases', { body: { business_type_id: consulting?.business_type_id, simple_description: description, source_id: SOURCE_ID } });
  const { incident_id: id } = made.body;
  if (typeof id !== 'string') throw new Error(`no case was made: ${JSON.stringify(made)}`);
  return id;
}

/** Whose case it is knows the details; the other customer is told nothing. */
async function firstDetail(one: TicketClient, other: TicketClient, authorizationId: string): Promise<string> {
  for (const client of [one, other]) {
    const shown = await client.call('ShowAuthorizationDetail', { path: { authorization_id: authorizationId } });
    const details = shown.body['incident_auth_detail_list'] as readonly { readonly id: number }[] | undefined;
    if (errorCodeOf(shown) === '' && details?.[0] !== undefined) return String(details[0].id);
  }
  throw new Error(`nobody sees authorization ${authorizationId}`);
}
