/** A policy that `sallyport init` stores; it cannot be deleted. */
export interface ShippedPolicy {
  readonly name: string;
  readonly description: string;
  /** JSON text of the document. */
  readonly document: string;
}

const allow = (...actions: readonly string[]): string => JSON.stringify({ Version: '1', Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }] });
const cloud = (...names: readonly string[]): readonly string[] => names.map((name) => `yundun-bastionhost:${name}`);
const tickets = (...names: readonly string[]): readonly string[] => names.map((name) => `osm:${name}`);
const own = (...names: readonly string[]): readonly string[] => names.map((name) => `sallyport:${name}`);

const READ = cloud('Describe*', 'Get*', 'List*');

/**
 * Duties apart (ruling C2): who sets up users, assets and grants does not approve; who approves does not set up; who reads recordings
 * and the audit log does neither. Whoever may point a host elsewhere may not vouch for the key that answers there, or vaulted secrets could
 * be sent to a machine of his own. Each is a list of allows, so that somebody may hold two of them where one person must.
 */
export const SHIPPED_POLICIES: readonly ShippedPolicy[] = [
  { name: 'AdministratorAccess', description: 'Everything.', document: allow('*') },
  {
    name: 'SystemAdministrator',
    description: 'Users, public keys, hosts, accounts, grants, policies. Approves nothing, vouches for no host key, reads no recording.',
    document: allow(...READ, ...cloud(
      'CreateUser', 'ModifyUser', 'DeleteUser', 'LockUsers', 'UnlockUsers', 'CreateUserPublicKey', 'ModifyUserPublicKey', 'DeleteUserPublicKey',
      'CreateHost*', 'ModifyHost*', 'DeleteHost*', 'ResetHostAccountCredential', 'AttachHostAccountsToUser', 'DetachHostAccountsFromUser',
      'CreatePolicy', 'ModifyPolicy', 'DeletePolicy', 'SetPolicy*',
    ), ...own('ListHostKeys', 'SetPolicyTightenConfig', 'ExplainAccess', 'ListSessions', 'GetSession', 'EndSession')),
  },
  {
    name: 'SecurityAdministrator',
    description: 'Decides O&M tickets, vouches for host keys, locks users, ends sessions. Sets up nothing.',
    document: allow(...READ, ...cloud('AcceptOperationTicket', 'RejectOperationTicket', 'LockUsers', 'UnlockUsers'),
      ...own('GetOperationTicket', 'RevokeOperationTicket', 'ListHostKeys', 'ClearHostKey', 'AcceptHostKey', 'ListSessions', 'GetSession', 'EndSession', 'ExplainAccess', 'ListAuditEvents')),
  },
  {
    name: 'Auditor',
    description: 'Reads configuration, sessions, recordings and the audit log. Changes nothing.',
    document: allow(...READ, ...own('Get*', 'List*', 'ExplainAccess', 'ExportRecording', 'VerifyAudit')),
  },
  {
    name: 'OperationUser',
    description: 'For the principal of an engineer: own assets and own requests.',
    document: allow(...cloud('ListOperationHosts', 'ListOperationHostAccounts', 'CreateOperationTicket'), ...own('WithdrawOperationTicket')),
  },
  {
    name: 'ServiceTicketCustomer',
    description: 'For a customer: own service tickets and their authorizations, and those of the groups that he is in.',
    document: allow(...tickets('*')),
  },
  {
    name: 'SupportEngineerDispatcher',
    description: 'For the vendor: works on service tickets and asks their customers for access. Grants none.',
    // Hosts and engineers are asked for by name.
    document: allow(...cloud('ListHosts', 'ListUsers'), ...own(
      'ListServiceCases', 'GetServiceCase', 'AdvanceServiceCase', 'RequestAuthorization', 'RecallAuthorization', 'GetRequestedAuthorization', 'ListRequestedAuthorizations',
    )),
  },
];
