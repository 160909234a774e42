import { DEFAULT_PROJECT, parseId } from '@sallyport/core';
import type { HostKeyPin, Page } from '@sallyport/core';
import { seconds } from '../../answers/ticket.ts';
import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { pageOf } from '../../parameters/page.ts';

export async function listHostKeys(params: Params<'ListHostKeys'>, call: Call): Promise<Result<'ListHostKeys'>> {
  const { store } = call.deps;
  const scope = call.scope(params.ProjectId);
  const page = await pins(params, call);
  const names = new Map<string, string>();
  for (const hostId of new Set(page.items.map((pin) => pin.hostId))) names.set(hostId, (await store.hosts.get(scope, hostId))?.hostName ?? '');
  return {
    HostKeys: page.items.map((pin) => ({
      HostId: pin.hostId,
      HostName: names.get(pin.hostId) ?? '',
      ...(pin.port === null ? {} : { Port: pin.port }),
      Algorithm: pin.algorithm,
      FingerprintSha256: pin.fingerprintSha256,
      FingerprintMd5: pin.fingerprintMd5,
      PinnedTime: seconds(pin.pinnedAt),
      PinnedBy: pin.pinnedBy,
    })),
    TotalCount: page.total,
  };
}

/** One host has a handful of keys; the store gives them whole. */
async function pins(params: Params<'ListHostKeys'>, call: Call): Promise<Page<HostKeyPin>> {
  const { store } = call.deps;
  const scope = call.scope(params.ProjectId);
  // Pins are kept by instance; the default project has all of its hosts, another one none.
  if (scope.projectId !== DEFAULT_PROJECT) return { items: [], total: 0 };
  if (params.HostId === undefined) return store.hostKeyPins.listAll(scope.instanceId, pageOf(params));
  const id = parseId(params.HostId);
  const host = id === undefined ? undefined : await store.hosts.get(scope, id);
  const all = host === undefined ? [] : await store.hostKeyPins.list(scope.instanceId, host.id);
  const start = (params.PageNumber - 1) * params.PageSize;
  return { items: all.slice(start, start + params.PageSize), total: all.length };
}
