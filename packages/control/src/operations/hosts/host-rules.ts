import { isHostAddress } from '@sallyport/core';
import type { Host } from '@sallyport/core';
import { isPlainText } from '../../parameters/plain-text.ts';
import { demand } from '../../parameters/refuse.ts';

/** A host as it would stand after a create or modify call; throws InvalidParameter. */
export function checkHost(host: Pick<Host, 'hostName' | 'privateAddress' | 'publicAddress' | 'osType' | 'prefKex'>): void {
  demand(host.hostName !== '' && isPlainText(host.hostName));
  for (const address of [host.privateAddress, host.publicAddress]) demand(address === '' || isHostAddress(address));
  demand(host.osType === 'Linux' || host.prefKex === 'default');
}
