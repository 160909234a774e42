import { ApiError } from '../dispatch/api-error.ts';
import type { Call } from '../dispatch/call.ts';

/** 403 for a reason that no policy document gives: `rule` names ours. */
export function forbidden(call: Pick<Call, 'action' | 'principal' | 'instance'>, rule: 'Unbound' | 'UserState' | 'SeparationOfDuties' | 'TemporaryProof', message: string): ApiError {
  return new ApiError('NoPermission', {
    message,
    accessDenied: {
      AuthAction: `yundun-bastionhost:${call.action}`,
      AuthPrincipalType: 'SubUser',
      AuthPrincipalDisplayName: call.principal.name,
      AuthPrincipalOwnerId: call.instance.accountId,
      NoPermissionType: 'ExplicitDeny',
      PolicyType: rule,
      EncodedDiagnosticMessage: '',
    },
  });
}
