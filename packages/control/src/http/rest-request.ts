import type { FastifyRequest } from 'fastify';
import { OsmError } from '../service-tickets/osm-error.ts';
import type { RestRequest } from '../service-tickets/rest-request.ts';
import { addressOf, headersOf } from './request-parts.ts';
import { parseRestQuery } from './rest-query.ts';

/** Throws OsmError OSM.0001 for a query that cannot be read. */
export function readRestRequest(request: FastifyRequest): RestRequest {
  const { path, query: text } = targetOf(request);
  const query = parseRestQuery(text);
  if (query === undefined) throw new OsmError('OSM.0001');
  return {
    method: request.method, path, query,
    headers: headersOf(request),
    body: request.body instanceof Uint8Array ? request.body : new Uint8Array(),
    address: addressOf(request),
    secure: request.protocol === 'https',
  };
}

/**
 * Decoded segments of the path; undefined: none of ours. A segment with a slash or a percent sign in it is none, nor is a path with a slash at its end: Python's
 * signature does not tell the first from two segments, Node's is for `%2D` what Python's is for `%252D`, and none tells `/cases` from `/cases/`, so whoever
 * stands in between could make one of the other.
 */
export function segmentsOf(request: FastifyRequest): readonly string[] | undefined {
  const segments: string[] = [];
  const { path } = targetOf(request);
  if (path.endsWith('/')) return undefined;
  for (const segment of path.split('/').slice(1)) {
    const decoded = decodeSegment(segment);
    if (decoded === undefined || /[/%]/.test(decoded)) return undefined;
    segments.push(decoded);
  }
  return segments;
}

function targetOf(request: FastifyRequest): { readonly path: string; readonly query: string } {
  const target = request.raw.url ?? '/';
  const mark = target.indexOf('?');
  return mark < 0 ? { path: target, query: '' } : { path: target.slice(0, mark), query: target.slice(mark + 1) };
}

function decodeSegment(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    // For this one reason: not percent-encoded UTF-8.
    return undefined;
  }
}
