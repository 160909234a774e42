import type { Host, OperableAccount } from '@sallyport/core';

/** One account of one host that the engineer holds by some path: the host's own, or one that an authorization lends him. */
export interface Target {
  readonly host: Host;
  readonly account: OperableAccount;
}

/** Where its SSH log-in is: a lent account may name a port of its own. */
export function loginPort({ host, account }: Target): number {
  return account.port ?? host.sshPort;
}
