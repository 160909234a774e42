import type { Handlers } from '../dispatch/handler.ts';
import { createAccessKey } from './access-keys/create-access-key.ts';
import { createTemporaryAccessKey } from './access-keys/create-temporary-access-key.ts';
import { deleteAccessKey } from './access-keys/delete-access-key.ts';
import { listAccessKeys } from './access-keys/list-access-keys.ts';
import { revokeTemporaryAccess } from './access-keys/revoke-temporary-access.ts';
import { explainAccess } from './access/explain-access.ts';
import { listAuditEvents } from './audit/list-audit-events.ts';
import { verifyAudit } from './audit/verify-audit.ts';
import { getRequestedAuthorization } from './authorizations/get-requested-authorization.ts';
import { listRequestedAuthorizations } from './authorizations/list-requested-authorizations.ts';
import { recallAuthorization } from './authorizations/recall-authorization.ts';
import { requestAuthorization } from './authorizations/request-authorization.ts';
import { advanceServiceCase } from './cases/advance-service-case.ts';
import { getServiceCase } from './cases/get-service-case.ts';
import { listServiceCases } from './cases/list-service-cases.ts';
import { createHostAccount } from './host-accounts/create-host-account.ts';
import { deleteHostAccount } from './host-accounts/delete-host-account.ts';
import { getHostAccount } from './host-accounts/get-host-account.ts';
import { listHostAccounts } from './host-accounts/list-host-accounts.ts';
import { modifyHostAccount } from './host-accounts/modify-host-account.ts';
import { resetHostAccountCredential } from './host-accounts/reset-host-account-credential.ts';
import { attachHostAccountsToUser } from './host-grants/attach-host-accounts-to-user.ts';
import { detachHostAccountsFromUser } from './host-grants/detach-host-accounts-from-user.ts';
import { listHostAccountsForUser } from './host-grants/list-host-accounts-for-user.ts';
import { listHostsForUser } from './host-grants/list-hosts-for-user.ts';
import { acceptHostKey } from './host-keys/accept-host-key.ts';
import { clearHostKey } from './host-keys/clear-host-key.ts';
import { listHostKeys } from './host-keys/list-host-keys.ts';
import { createHost } from './hosts/create-host.ts';
import { deleteHost } from './hosts/delete-host.ts';
import { getHost } from './hosts/get-host.ts';
import { listHosts } from './hosts/list-hosts.ts';
import { modifyHost } from './hosts/modify-host.ts';
import { modifyHostsActiveAddressType } from './hosts/modify-hosts-active-address-type.ts';
import { modifyHostsPort } from './hosts/modify-hosts-port.ts';
import { describeInstanceAttribute } from './instance/describe-instance-attribute.ts';
import { describeInstances } from './instance/describe-instances.ts';
import { describeRegions } from './instance/describe-regions.ts';
import { listOperationHostAccounts } from './ops-portal/list-operation-host-accounts.ts';
import { listOperationHosts } from './ops-portal/list-operation-hosts.ts';
import { createPolicy } from './policies/create-policy.ts';
import { deletePolicy } from './policies/delete-policy.ts';
import { getPolicy } from './policies/get-policy.ts';
import { getPolicyAssetScope } from './policies/get-policy-asset-scope.ts';
import { getPolicyUserScope } from './policies/get-policy-user-scope.ts';
import { listPolicies } from './policies/list-policies.ts';
import { modifyPolicy } from './policies/modify-policy.ts';
import { setPolicyApprovalConfig } from './policies/set-policy-approval-config.ts';
import { setPolicyAssetScope } from './policies/set-policy-asset-scope.ts';
import { setPolicyTightenConfig } from './policies/set-policy-tighten-config.ts';
import { setPolicyUserScope } from './policies/set-policy-user-scope.ts';
import { addPrincipalToGroup } from './principal-groups/add-principal-to-group.ts';
import { createPrincipalGroup } from './principal-groups/create-principal-group.ts';
import { deletePrincipalGroup } from './principal-groups/delete-principal-group.ts';
import { listPrincipalGroupMembers } from './principal-groups/list-principal-group-members.ts';
import { listPrincipalGroups } from './principal-groups/list-principal-groups.ts';
import { removePrincipalFromGroup } from './principal-groups/remove-principal-from-group.ts';
import { clearPrincipalPassword } from './principals/clear-principal-password.ts';
import { createPrincipal } from './principals/create-principal.ts';
import { deletePrincipal } from './principals/delete-principal.ts';
import { disablePrincipalTotp } from './principals/disable-principal-totp.ts';
import { enablePrincipalTotp } from './principals/enable-principal-totp.ts';
import { listPrincipals } from './principals/list-principals.ts';
import { setPrincipalPassword } from './principals/set-principal-password.ts';
import { createUserPublicKey } from './public-keys/create-user-public-key.ts';
import { deleteUserPublicKey } from './public-keys/delete-user-public-key.ts';
import { listUserPublicKeys } from './public-keys/list-user-public-keys.ts';
import { modifyUserPublicKey } from './public-keys/modify-user-public-key.ts';
import { attachRamPolicy } from './ram-policies/attach-ram-policy.ts';
import { createRamPolicy } from './ram-policies/create-ram-policy.ts';
import { deleteRamPolicy } from './ram-policies/delete-ram-policy.ts';
import { detachRamPolicy } from './ram-policies/detach-ram-policy.ts';
import { listRamPolicies } from './ram-policies/list-ram-policies.ts';
import { exportRecording } from './recordings/export-recording.ts';
import { endSession } from './sessions/end-session.ts';
import { getSession } from './sessions/get-session.ts';
import { listSessions } from './sessions/list-sessions.ts';
import { acceptOperationTicket } from './tickets/accept-operation-ticket.ts';
import { createOperationTicket } from './tickets/create-operation-ticket.ts';
import { getOperationTicket } from './tickets/get-operation-ticket.ts';
import { listOperationTickets } from './tickets/list-operation-tickets.ts';
import { rejectOperationTicket } from './tickets/reject-operation-ticket.ts';
import { revokeOperationTicket } from './tickets/revoke-operation-ticket.ts';
import { withdrawOperationTicket } from './tickets/withdraw-operation-ticket.ts';
import { createUser } from './users/create-user.ts';
import { deleteUser } from './users/delete-user.ts';
import { getUser } from './users/get-user.ts';
import { listUsers } from './users/list-users.ts';
import { lockUsers } from './users/lock-users.ts';
import { modifyUser } from './users/modify-user.ts';
import { unlockUsers } from './users/unlock-users.ts';

/** What does each declared operation. */
export const handlers: Handlers = {
  AcceptHostKey: acceptHostKey,
  AcceptOperationTicket: acceptOperationTicket,
  AddPrincipalToGroup: addPrincipalToGroup,
  AdvanceServiceCase: advanceServiceCase,
  AttachHostAccountsToUser: attachHostAccountsToUser,
  AttachRamPolicy: attachRamPolicy,
  ClearHostKey: clearHostKey,
  ClearPrincipalPassword: clearPrincipalPassword,
  CreateAccessKey: createAccessKey,
  CreateHost: createHost,
  CreateHostAccount: createHostAccount,
  CreateOperationTicket: createOperationTicket,
  CreatePolicy: createPolicy,
  CreatePrincipal: createPrincipal,
  CreatePrincipalGroup: createPrincipalGroup,
  CreateRamPolicy: createRamPolicy,
  CreateTemporaryAccessKey: createTemporaryAccessKey,
  CreateUser: createUser,
  CreateUserPublicKey: createUserPublicKey,
  DeleteAccessKey: deleteAccessKey,
  DeleteHost: deleteHost,
  DeleteHostAccount: deleteHostAccount,
  DeletePolicy: deletePolicy,
  DeletePrincipal: deletePrincipal,
  DeletePrincipalGroup: deletePrincipalGroup,
  DeleteRamPolicy: deleteRamPolicy,
  DeleteUser: deleteUser,
  DeleteUserPublicKey: deleteUserPublicKey,
  DescribeInstanceAttribute: describeInstanceAttribute,
  DescribeInstances: describeInstances,
  DescribeRegions: describeRegions,
  DetachHostAccountsFromUser: detachHostAccountsFromUser,
  DetachRamPolicy: detachRamPolicy,
  DisablePrincipalTotp: disablePrincipalTotp,
  EnablePrincipalTotp: enablePrincipalTotp,
  EndSession: endSession,
  ExplainAccess: explainAccess,
  ExportRecording: exportRecording,
  GetHost: getHost,
  GetHostAccount: getHostAccount,
  GetOperationTicket: getOperationTicket,
  GetPolicy: getPolicy,
  GetPolicyAssetScope: getPolicyAssetScope,
  GetPolicyUserScope: getPolicyUserScope,
  GetRequestedAuthorization: getRequestedAuthorization,
  GetServiceCase: getServiceCase,
  GetSession: getSession,
  GetUser: getUser,
  ListAccessKeys: listAccessKeys,
  ListAuditEvents: listAuditEvents,
  ListHostAccounts: listHostAccounts,
  ListHostAccountsForUser: listHostAccountsForUser,
  ListHostKeys: listHostKeys,
  ListHosts: listHosts,
  ListHostsForUser: listHostsForUser,
  ListOperationHostAccounts: listOperationHostAccounts,
  ListOperationHosts: listOperationHosts,
  ListOperationTickets: listOperationTickets,
  ListPolicies: listPolicies,
  ListPrincipalGroupMembers: listPrincipalGroupMembers,
  ListPrincipalGroups: listPrincipalGroups,
  ListPrincipals: listPrincipals,
  ListRamPolicies: listRamPolicies,
  ListRequestedAuthorizations: listRequestedAuthorizations,
  ListServiceCases: listServiceCases,
  ListSessions: listSessions,
  ListUserPublicKeys: listUserPublicKeys,
  ListUsers: listUsers,
  LockUsers: lockUsers,
  ModifyHost: modifyHost,
  ModifyHostAccount: modifyHostAccount,
  ModifyHostsActiveAddressType: modifyHostsActiveAddressType,
  ModifyHostsPort: modifyHostsPort,
  ModifyPolicy: modifyPolicy,
  ModifyUser: modifyUser,
  ModifyUserPublicKey: modifyUserPublicKey,
  RecallAuthorization: recallAuthorization,
  RejectOperationTicket: rejectOperationTicket,
  RemovePrincipalFromGroup: removePrincipalFromGroup,
  RequestAuthorization: requestAuthorization,
  ResetHostAccountCredential: resetHostAccountCredential,
  RevokeOperationTicket: revokeOperationTicket,
  RevokeTemporaryAccess: revokeTemporaryAccess,
  SetPolicyApprovalConfig: setPolicyApprovalConfig,
  SetPolicyAssetScope: setPolicyAssetScope,
  SetPolicyTightenConfig: setPolicyTightenConfig,
  SetPolicyUserScope: setPolicyUserScope,
  SetPrincipalPassword: setPrincipalPassword,
  UnlockUsers: unlockUsers,
  VerifyAudit: verifyAudit,
  WithdrawOperationTicket: withdrawOperationTicket,
};
