import { Type } from 'typebox';
import { aclType, enableDisable, onOff } from './policies.ts';
import { shape } from './shape.ts';

const texts = Type.Array(Type.String());

const rdpSwitches = shape({
  ClipboardDownload: enableDisable,
  ClipboardUpload: enableDisable,
  DiskRedirection: enableDisable,
  DiskRedirectionDownload: enableDisable,
  DiskRedirectionUpload: enableDisable,
  RecordKeyboard: enableDisable,
});

const sshSwitches = shape({
  AllowDirectTcp: enableDisable,
  AllowTcpForwarding: enableDisable,
  ExecCommand: enableDisable,
  SFTPChannel: enableDisable,
  SFTPDownloadFile: enableDisable,
  SFTPMkdir: enableDisable,
  SFTPRemoveFile: enableDisable,
  SFTPRenameFile: enableDisable,
  SFTPRmdir: enableDisable,
  SFTPUploadFile: enableDisable,
  SSHChannel: enableDisable,
  TcpForwarding: enableDisable,
  X11Forwarding: enableDisable,
});

/** The parts of a control policy, as GetPolicy shows them; each Set operation replaces one. */
export const policyConfigs = {
  AccessTimeRangeConfig: shape({ EffectiveTime: Type.Array(shape({ Days: texts, Hours: texts })) }),
  ApprovalConfig: shape({ SwitchStatus: onOff }),
  CommandConfig: shape({ Approval: shape({ Commands: texts }), Deny: shape({ AclType: aclType, Commands: texts }) }),
  IPAclConfig: shape({ AclType: aclType, IPs: texts }),
  ProtocolConfig: shape({ RDP: rdpSwitches, SSH: sshSwitches }),
};
