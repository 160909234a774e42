import type { GatewayDeps } from '@sallyport/gateway';
import type { Log } from './logger.ts';

/** The gateway puts the message first, pino the fields. */
export function gatewayLog(log: Log): GatewayDeps['log'] {
  return {
    info: (message, fields = {}) => { log.info(fields, message); },
    warn: (message, fields = {}) => { log.warn(fields, message); },
    error: (message, fields = {}) => { log.error(fields, message); },
  };
}
