import { join } from 'node:path';
import { passwordAccount, startSshd } from '@sallyport/testkit';
import { CloudClient } from '../../e2e/support/cloud-client.ts';
import type { Body } from '../../e2e/support/cloud-client.ts';
import { OWN_VERSION } from '../../e2e/support/stage.ts';
import { PLAIN_SHELL } from '../support/bastion.ts';
import type { Bastion } from '../support/bastion.ts';
import type { TicketCredentials } from './caller.ts';
import { ticketClient } from './ticket-client.ts';
import type { ObeyedClient } from './ticket-client.ts';

/** A user of the bastion who is granted nothing: what he may do comes from authorizations alone. */
export interface Borrower {
  readonly userId: string;
  /** `name@account@host` */
  readonly login: string;
}

export interface Requested {
  readonly authorizationId: string;
  readonly detailId: string;
}

/** A customer with a ticket, a vendor, and a host of which one account is lent again and again: a real one that takes a password. Needs root. */
export interface Lending extends AsyncDisposable {
  /** Of the customer. */
  readonly customer: TicketCredentials;
  addEngineer(name: string): Promise<Borrower>;
  request(userId: string): Promise<Requested>;
  /** `until` in ms since the epoch. */
  confirm(requested: Requested, until: number): Promise<void>;
  cancel(requested: Requested): Promise<void>;
  /** By the vendor. */
  recall(requested: Requested): Promise<void>;
}

const HOST_NAME = 'customer-db';
const REQUESTS_A_CASE = 20;
const ENGINEER_PASSWORD = 'Sally-port-2026';

export async function lending({ api, server, initialised, engineerKey }: Bastion): Promise<Lending> {
  await using undo = new AsyncDisposableStack();
  const account = undo.use(await passwordAccount());
  const target = undo.use(await startSshd({ passwords: 'yes', config: PLAIN_SHELL }));
  const host = await api.call('CreateHost', { HostName: HOST_NAME, Source: 'Local', OSType: 'Linux', ActiveAddressType: 'Private', HostPrivateAddress: target.host });
  const customer = { server: { endpoint: server.api, ca: join(server.dir, 'tls', 'api.crt') }, caller: await addPrincipal(api, 'customer', 'ServiceTicketCustomer') };
  const vendor = new CloudClient({ endpoint: server.api, ca: server.certificate(), instanceId: initialised.instanceId, ...await addPrincipal(api, 'vendor', 'SupportEngineerDispatcher', 'vendor') });
  const tickets = ticketClient(customer);
  // A case carries only so many open authorizations.
  let requests = 0;
  let current = openCase(tickets);
  const openedCase = (): Promise<string> => {
    requests += 1;
    if (requests % REQUESTS_A_CASE === 0) current = openCase(tickets);
    return current;
  };
  const Details = JSON.stringify([{ Type: 'Host', HostId: String(host['HostId']), Account: account.name, Port: target.port }]);
  const kept = undo.move();
  return {
    customer,
    addEngineer: async (name) => {
      const UserId = String((await api.call('CreateUser', { UserName: name, Source: 'Local', Password: ENGINEER_PASSWORD }))['UserId']);
      await api.call('CreateUserPublicKey', { UserId, PublicKeyName: 'laptop', PublicKey: Buffer.from(engineerKey.publicLine).toString('base64') });
      return { userId: UserId, login: `${name}@${account.name}@${HOST_NAME}` };
    },
    request: async (userId) => {
      const made = await vendor.call('RequestAuthorization', { CaseId: await openedCase(), UserId: userId, Description: 'Look at the slow queries', Details }, OWN_VERSION);
      const authorizationId = String(made['AuthorizationId']);
      return { authorizationId, detailId: detailOf(await tickets.call('ShowAuthorizationDetail', { path: { authorization_id: authorizationId } })) };
    },
    confirm: async ({ authorizationId, detailId }, until) => {
      const lent = { auth_detail_id: Number(detailId), account: account.name, password: account.password, port: target.port };
      await tickets.call('ConfirmAuthorizations', { path: { authorization_id: authorizationId }, body: { auth_detail_list: [lent], auth_expire_time: until } });
    },
    cancel: async ({ authorizationId }) => { await tickets.call('UpdateAuthorizations', { path: { authorization_id: authorizationId }, query: { action_id: 'cancel' } }); },
    recall: async ({ authorizationId }) => { await vendor.call('RecallAuthorization', { AuthorizationId: authorizationId }, OWN_VERSION); },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

async function addPrincipal(admin: CloudClient, name: string, policy: string, domain?: string): Promise<{ readonly accessKeyId: string; readonly accessKeySecret: string }> {
  const PrincipalId = String((await admin.call('CreatePrincipal', { PrincipalName: name, ...(domain === undefined ? {} : { Domain: domain }) }, OWN_VERSION))['PrincipalId']);
  await admin.call('AttachRamPolicy', { RamPolicyName: policy, PrincipalId }, OWN_VERSION);
  const key = await admin.call('CreateAccessKey', { PrincipalId }, OWN_VERSION);
  return { accessKeyId: String(key['AccessKeyId']), accessKeySecret: String(key['AccessKeySecret']) };
}

/** Of a problem type that needs no region, from the lists as they are shipped. */
async function openCase(customer: ObeyedClient): Promise<string> {
  const types = (await customer.call('ListProblemTypes'))['incident_business_type_list'] as readonly { readonly business_type_id: string; readonly case_type: string }[];
  const plain = types.find((type) => type.case_type === '0')?.business_type_id;
  const made = await customer.call('CreateCases', { body: { business_type_id: plain, simple_description: 'The database answers slowly', source_id: '83aeb0f2834c4df49826c781d32a963e' } });
  return String(made['incident_id']);
}

function detailOf(shown: Body): string {
  const [detail] = shown['incident_auth_detail_list'] as readonly { readonly id: number }[];
  if (detail === undefined) throw new Error(`an authorization without details: ${JSON.stringify(shown)}`);
  return String(detail.id);
}
