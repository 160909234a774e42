import { createRequire } from 'node:module';
import type OpenApiCore from '@alicloud/openapi-core';
import { RuntimeOptions } from '@darabonba/typescript';

export interface Caller {
  /** Base URL of the management API. */
  readonly endpoint: string;
  readonly instanceId: string;
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  /** PEM; for the certificate that the server made itself. */
  readonly ca?: string;
}

export type Body = Readonly<Record<string, unknown>>;

// Node and the test runner disagree on what the default import of a CommonJS module is; `require` means the same to both.
const openapi = createRequire(import.meta.url)('@alicloud/openapi-core') as typeof OpenApiCore;
const { $OpenApiUtil } = openapi;

/** The vendor's own client core, as the generated SDKs use it: POST, parameters in the query, ACS3 signature. */
export class CloudClient {
  readonly #client: InstanceType<typeof openapi.default>;
  readonly #caller: Caller;
  readonly #protocol: string;

  constructor(caller: Caller) {
    const url = new URL(caller.endpoint);
    this.#caller = caller;
    this.#protocol = url.protocol === 'https:' ? 'HTTPS' : 'HTTP';
    this.#client = new openapi.default(new $OpenApiUtil.Config({
      accessKeyId: caller.accessKeyId, accessKeySecret: caller.accessKeySecret, endpoint: url.host, protocol: this.#protocol,
      regionId: 'cn-hangzhou', ...(caller.ca === undefined ? {} : { ca: caller.ca }),
    }));
  }

  /** The parsed body; an API error is thrown by the client as its own error with `code` and `statusCode`. */
  async call(action: string, params: Readonly<Record<string, string>> = {}, version = '2019-12-09'): Promise<Body> {
    const request = new $OpenApiUtil.OpenApiRequest({ query: { InstanceId: this.#caller.instanceId, ...params } });
    const how = new $OpenApiUtil.Params({
      action, version, protocol: this.#protocol, pathname: '/', method: 'POST', authType: 'AK', style: 'RPC', reqBodyType: 'formData', bodyType: 'json',
    });
    const answer = await this.#client.callApi(how, request, new RuntimeOptions({})) as { readonly body: Body };
    return answer.body;
  }

  /** The documented code of a call that must fail, or `OK`. */
  async codeOf(action: string, params: Readonly<Record<string, string>> = {}, version?: string): Promise<string> {
    try {
      await this.call(action, params, version);
      return 'OK';
    } catch (error) {
      return String((error as { readonly code?: unknown }).code);
    }
  }
}
