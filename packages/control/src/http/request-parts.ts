import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';

/** Lower-case names; a repeated header is joined by `, ` as Node joins it. */
export function headersOf(request: FastifyRequest): ReadonlyMap<string, string> {
  return new Map(Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value ?? '']));
}

/** IPv4 peers of a dual-stack listener arrive mapped; policies and limits know them in dotted form. */
export function addressOf(request: FastifyRequest): string {
  const plain = request.ip.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '');
  return isIP(plain) === 0 ? '0.0.0.0' : plain;
}
