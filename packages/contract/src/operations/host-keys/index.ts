import { AcceptHostKey } from './accept-host-key.ts';
import { ClearHostKey } from './clear-host-key.ts';
import { ListHostKeys } from './list-host-keys.ts';

export const hostKeys = { AcceptHostKey, ClearHostKey, ListHostKeys } as const;
