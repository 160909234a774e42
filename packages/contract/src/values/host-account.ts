import { Type } from 'typebox';
import { hostProtocol, privilegeType, rotationMode } from './hosts.ts';

/** A host account as GetHostAccount and ListHostAccounts show it: what is set, never the secrets. */
export const hostAccountFields = {
  HasPassword: Type.Boolean(),
  HostAccountId: Type.String(),
  HostAccountName: Type.String(),
  HostId: Type.String(),
  HostShareKeyId: Type.String(),
  HostShareKeyName: Type.String(),
  /** MD5 of the public half as hex pairs; empty without a private key. */
  PrivateKeyFingerprint: Type.String(),
  PrivilegeType: privilegeType,
  ProtocolName: hostProtocol,
  RotationMode: rotationMode,
};
