import { catalogue } from '@sallyport/contract';
import { describe, expect, it } from 'vitest';
import { SHIPPED_POLICIES } from '@sallyport/control';
import { evaluate } from '../../src/ram/evaluate.ts';
import { parsePolicyDocument } from '../../src/ram/parse-document.ts';

function may(role: string, action: keyof typeof catalogue): boolean {
  const policy = SHIPPED_POLICIES.find(({ name }) => name === role);
  if (policy === undefined) throw new Error(`no role ${role}`);
  return evaluate([parsePolicyDocument(policy.document)], {
    action: catalogue[action].ramAction, resource: catalogue[action].ramResource, arn: 'acs:yundun-bastionhost:cn-hangzhou:1:instance/i', sourceIp: '::1', secureTransport: true, now: 0,
  }) === 'Allow';
}

describe('duties apart', () => {
  it.each<[keyof typeof catalogue, ...string[]]>([
    ['CreateUser', 'SystemAdministrator'],
    ['AttachHostAccountsToUser', 'SystemAdministrator'],
    ['ModifyHost', 'SystemAdministrator'],
    ['ModifyHostsActiveAddressType', 'SystemAdministrator'],
    ['ResetHostAccountCredential', 'SystemAdministrator'],
    ['ModifyUserPublicKey', 'SystemAdministrator'],
    // Who may point a host elsewhere may not vouch for the key that answers there.
    ['ClearHostKey', 'SecurityAdministrator'],
    ['AcceptHostKey', 'SecurityAdministrator'],
    ['AcceptOperationTicket', 'SecurityAdministrator'],
    ['RejectOperationTicket', 'SecurityAdministrator'],
    ['RevokeOperationTicket', 'SecurityAdministrator'],
    ['LockUsers', 'SystemAdministrator', 'SecurityAdministrator'],
    ['EndSession', 'SystemAdministrator', 'SecurityAdministrator'],
    ['ExportRecording', 'Auditor'],
    ['ListAuditEvents', 'SecurityAdministrator', 'Auditor'],
    ['RequestAuthorization', 'SupportEngineerDispatcher'],
    ['RecallAuthorization', 'SupportEngineerDispatcher'],
    ['AdvanceServiceCase', 'SupportEngineerDispatcher'],
    ['GetRequestedAuthorization', 'Auditor', 'SupportEngineerDispatcher'],
    ['ListServiceCases', 'Auditor', 'SupportEngineerDispatcher'],
    // Only who may do everything may say who may do what.
    ['CreatePrincipal'],
    ['CreateAccessKey'],
    ['AttachRamPolicy'],
    ['AddPrincipalToGroup'],
    ['SetPrincipalPassword'],
    ['DisablePrincipalTotp'],
    ['CreateTemporaryAccessKey'],
  ])('%s', (action, ...roles) => {
    expect(SHIPPED_POLICIES.map(({ name }) => name).filter((role) => role !== 'AdministratorAccess' && may(role, action))).toEqual(roles);
    expect(may('AdministratorAccess', action)).toBe(true);
  });
});
