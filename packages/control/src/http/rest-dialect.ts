import type { FastifyReply, FastifyRequest } from 'fastify';
import { KeystoneError, keystoneBody, translateKeystoneError } from '../identity/keystone-error.ts';
import { translateOsmError } from '../dispatch/translate-osm-error.ts';
import { OsmError } from '../service-tickets/osm-error.ts';
import { sendOsmError, sendRest } from './send-rest.ts';

/** Which form of answers a path belongs to: the service-ticket API's, Keystone's, or (undefined) the first dialect's. */
export type RestDialect = 'osm' | 'keystone';

export function restDialectOf(url: string): RestDialect | undefined {
  if (/^\/v2(?:[/?]|$)/.test(url)) return 'osm';
  return /^\/v3(?:\.0)?(?:[/?]|$)/.test(url) ? 'keystone' : undefined;
}

/** What the HTTP library refuses before or instead of a route, in the form of the dialect. */
export async function sendFramingError(dialect: RestDialect, request: FastifyRequest, reply: FastifyReply, thrown: unknown): Promise<FastifyReply> {
  const error = framing(thrown);
  if (dialect === 'osm') return sendOsmError(request, reply, translateOsmError(error));
  const refusal = error instanceof OsmError ? new KeystoneError(error.status, error.text.en) : translateKeystoneError(error);
  return sendRest(reply, refusal.status, keystoneBody(refusal));
}

/** There is nothing of that name here, whatever the method. */
export async function sendNotFound(dialect: RestDialect, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  return sendFramingError(dialect, request, reply, new OsmError('APIGW.0101'));
}

function framing(thrown: unknown): unknown {
  const code = typeof thrown === 'object' && thrown !== null && 'code' in thrown ? thrown.code : undefined;
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new OsmError('APIGW.0201');
  if (code === 'FST_ERR_BAD_URL' || (typeof code === 'string' && code.startsWith('FST_ERR_CTP_'))) return new OsmError('OSM.0001', { cause: thrown });
  return thrown;
}
