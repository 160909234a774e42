import type { HostAccount } from '@sallyport/core';
import type { Result } from '../dispatch/handler.ts';

export function hostAccountAnswer(account: HostAccount): Result<'GetHostAccount'>['HostAccount'] {
  return {
    HasPassword: account.hasPassword,
    HostAccountId: account.id,
    HostAccountName: account.name,
    HostId: account.hostId,
    HostShareKeyId: account.hostShareKeyId,
    // Shared keys come with a later issue; until then none has a name.
    HostShareKeyName: '',
    PrivateKeyFingerprint: account.privateKeyFingerprint,
    PrivilegeType: account.privilegeType,
    ProtocolName: account.protocol,
    RotationMode: account.rotationMode,
  };
}
