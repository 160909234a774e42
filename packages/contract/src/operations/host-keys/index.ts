export { AcceptHostKey } from './accept-host-key.ts';
export { ClearHostKey } from './clear-host-key.ts';
export { ListHostKeys } from './list-host-keys.ts';
