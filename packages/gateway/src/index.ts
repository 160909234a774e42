export { createGateway } from './gateway.ts';
export type { Gateway } from './gateway.ts';
export type { GatewayDeps } from './deps.ts';
export type { Log } from './log.ts';
export { DEFAULT_GATEWAY_SETTINGS } from './settings.ts';
export type { GatewaySettings } from './settings.ts';
export type { SshListen } from './protocols/ssh/door.ts';
export type { Closed } from './session/lease.ts';
