import type { Policy } from '@sallyport/core';
import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { found, foundId } from '../../parameters/found.ts';

type Answer = Result<'GetPolicy'>['Policy'];

export async function getPolicy(params: Params<'GetPolicy'>, call: Call): Promise<Result<'GetPolicy'>> {
  return { Policy: answer(found(await call.deps.store.policies.get(call.scope(params.ProjectId), foundId(params.PolicyId)))) };
}

/** Parts that no operation sets yet show what holds: no limits on time, address or commands, and what the door carries. */
function answer(policy: Policy): Answer {
  return {
    AccessTimeRangeConfig: { EffectiveTime: [] },
    ApprovalConfig: { SwitchStatus: policy.approval ? 'On' : 'Off' },
    CommandConfig: { Approval: { Commands: [] }, Deny: { AclType: 'black', Commands: [] } },
    Comment: policy.comment,
    IPAclConfig: { AclType: 'black', IPs: [] },
    PolicyId: policy.id,
    PolicyName: policy.name,
    Priority: policy.priority,
    ProtocolConfig: CARRIED,
  };
}

/** What every door of this version lets through, whatever the policy. */
const CARRIED: Answer['ProtocolConfig'] = {
  RDP: {
    ClipboardDownload: 'Disable', ClipboardUpload: 'Disable', DiskRedirection: 'Disable', DiskRedirectionDownload: 'Disable', DiskRedirectionUpload: 'Disable', RecordKeyboard: 'Disable',
  },
  SSH: {
    AllowDirectTcp: 'Disable', AllowTcpForwarding: 'Disable', ExecCommand: 'Enable', SFTPChannel: 'Disable', SFTPDownloadFile: 'Disable', SFTPMkdir: 'Disable', SFTPRemoveFile: 'Disable',
    SFTPRenameFile: 'Disable', SFTPRmdir: 'Disable', SFTPUploadFile: 'Disable', SSHChannel: 'Enable', TcpForwarding: 'Disable', X11Forwarding: 'Disable',
  },
};
