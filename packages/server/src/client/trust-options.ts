import { X509Certificate } from 'node:crypto';
import type { RequestOptions } from 'node:https';
import type { Trust } from './connection.ts';

/** How node:https is told what to trust. */
export function trustOptions(trust: Trust): Pick<RequestOptions, 'ca' | 'rejectUnauthorized' | 'checkServerIdentity' | 'allowPartialTrustChain'> {
  switch (trust.kind) {
    case 'system':
      return {};
    case 'authorities':
      return { ca: trust.pem };
    case 'anything':
      return { rejectUnauthorized: false };
    case 'exactly': {
      // A given certificate may be issued for a public name while the call goes to a loopback address, so the certificate itself is compared.
      const expected = new X509Certificate(trust.pem).fingerprint256;
      return {
        ca: trust.pem,
        allowPartialTrustChain: true,
        checkServerIdentity: (_host, shown) => (shown.fingerprint256 === expected ? undefined : new Error('the server shows another certificate than the one kept in the data directory')),
      };
    }
  }
}
