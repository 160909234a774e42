import type { Host, HostKeyPin } from '@sallyport/core';
import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { found, foundId } from '../../parameters/found.ts';

type Answer = Result<'GetHost'>['Host'];

export async function getHost(params: Params<'GetHost'>, call: Call): Promise<Result<'GetHost'>> {
  const { store } = call.deps;
  const host = found(await store.hosts.get(call.scope(params.ProjectId), foundId(params.HostId)));
  const pins = await store.hostKeyPins.list(call.instance.instanceId, host.id);
  return { Host: answer(host, pins) };
}

function answer(host: Host, pins: readonly HostKeyPin[]): Answer {
  return {
    ActiveAddressType: host.activeAddressType,
    Comment: host.comment,
    HostId: host.id,
    HostName: host.hostName,
    HostPrivateAddress: host.privateAddress,
    HostPublicAddress: host.publicAddress,
    NetworkDomainId: host.networkDomainId,
    OSType: host.osType,
    PrefKex: host.prefKex,
    Protocols: [
      { HostFingerPrint: fingerprint(pins), Port: host.sshPort, ProtocolName: 'SSH' },
      { HostFingerPrint: '', Port: host.rdpPort, ProtocolName: 'RDP' },
    ],
    Source: host.source,
    SourceInstanceId: host.sourceInstanceId,
    SourceInstanceState: host.sourceInstanceState,
  };
}

/** `algorithm|hex pairs` of the first key that is pinned for the host's own port; empty until a first session pinned one. */
function fingerprint(pins: readonly HostKeyPin[]): string {
  const first = pins.filter((pin) => pin.port === null).sort((a, b) => a.pinnedAt - b.pinnedAt)[0];
  return first === undefined ? '' : `${first.algorithm}|${first.fingerprintMd5}`;
}
