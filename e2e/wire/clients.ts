import { createRequire } from 'node:module';
import type OpenApiCore from '@alicloud/openapi-core';
import type PopCore from '@alicloud/pop-core';
import { RuntimeOptions } from '@darabonba/typescript';

export interface Credentials {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
}

export interface WireAnswer {
  readonly status: number;
  /** `OK`, or the code of the error body as the client understood it. */
  readonly code: string;
  readonly message: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** As the client read it, in milliseconds. */
  readonly retryAfter: number | undefined;
  readonly accessDenied: Readonly<Record<string, unknown>> | undefined;
}

export interface WireClient {
  readonly name: string;
  readonly scheme: 'v1' | 'acs3';
  call(endpoint: string, key: Credentials, action: string, params: Readonly<Record<string, string>>, version?: string): Promise<WireAnswer>;
}

// Node and the test runner disagree on what the default import of a CommonJS module is; `require` means the same to both.
const require = createRequire(import.meta.url);
const openapi = require('@alicloud/openapi-core') as typeof OpenApiCore;
const RPCClient = require('@alicloud/pop-core') as typeof PopCore;
const { $OpenApiUtil } = openapi;

interface Thrown {
  readonly code?: unknown;
  readonly statusCode?: unknown;
  readonly message?: unknown;
  readonly retryAfter?: unknown;
  readonly accessDeniedDetail?: Readonly<Record<string, unknown>>;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly entry?: { readonly response?: { readonly statusCode?: number } };
}

const success = (body: Readonly<Record<string, unknown>>): WireAnswer => ({ status: 200, code: 'OK', message: '', body, retryAfter: undefined, accessDenied: undefined });

function failure(error: unknown): WireAnswer {
  const { code, statusCode, message, retryAfter, accessDeniedDetail, data, entry } = error as Thrown;
  // Something that never was an answer of the server must not pass for one.
  if (typeof code !== 'string') throw error;
  return {
    status: typeof statusCode === 'number' ? statusCode : entry?.response?.statusCode ?? 0,
    code, message: String(message), body: data ?? {},
    retryAfter: typeof retryAfter === 'number' ? retryAfter : undefined,
    accessDenied: accessDeniedDetail,
  };
}

/** The core under the generated SDKs. `parameters`: where they travel. */
function openapiCore(name: string, scheme: WireClient['scheme'], method: 'GET' | 'POST', parameters: 'query' | 'form'): WireClient {
  return {
    name, scheme,
    call: async (endpoint, key, action, params, version = '2019-12-09') => {
      const url = new URL(endpoint);
      const client = new openapi.default(new $OpenApiUtil.Config({
        ...key, endpoint: url.host, protocol: 'HTTP', regionId: 'cn-hangzhou', ...(scheme === 'v1' ? { signatureAlgorithm: 'v2' } : {}),
      }));
      const how = new $OpenApiUtil.Params({
        action, version, protocol: 'HTTP', pathname: '/', method, authType: 'AK', style: 'RPC', reqBodyType: 'formData', bodyType: 'json',
      });
      const request = new $OpenApiUtil.OpenApiRequest(parameters === 'query' ? { query: params } : { body: params });
      try {
        const answer = await client.callApi(how, request, new RuntimeOptions({ autoretry: false, maxAttempts: 1 })) as { readonly body: Readonly<Record<string, unknown>> };
        return success(answer.body);
      } catch (error) {
        return failure(error);
      }
    },
  };
}

/** The older client: everything in the query of a GET or in the form of a POST. */
function popCore(method: 'GET' | 'POST'): WireClient {
  return {
    name: `pop-core ${method}`, scheme: 'v1',
    call: async (endpoint, key, action, params, version = '2019-12-09') => {
      try {
        const client = new RPCClient({ endpoint, apiVersion: version, accessKeyId: key.accessKeyId, accessKeySecret: key.accessKeySecret });
        return success(await client.request<Readonly<Record<string, unknown>>>(action, params, { method }));
      } catch (error) {
        return failure(error);
      }
    },
  };
}

export const WIRE_CLIENTS: readonly WireClient[] = [
  openapiCore('openapi-core POST, query, ACS3', 'acs3', 'POST', 'query'),
  openapiCore('openapi-core GET, query, ACS3', 'acs3', 'GET', 'query'),
  openapiCore('openapi-core POST, form, ACS3', 'acs3', 'POST', 'form'),
  openapiCore('openapi-core POST, query, v1', 'v1', 'POST', 'query'),
  openapiCore('openapi-core POST, form, v1', 'v1', 'POST', 'form'),
  popCore('GET'),
  popCore('POST'),
];
