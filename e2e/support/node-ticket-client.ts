import { readFileSync } from 'node:fs';
import { Agent } from 'node:https';
import { createRequire } from 'node:module';
import { restCatalogue } from '@sallyport/contract';
import type { RestOperationId } from '@sallyport/contract';
import type * as Builder from '@huaweicloud/huaweicloud-sdk-core/ClientBuilder.js';
import type * as Core from '@huaweicloud/huaweicloud-sdk-core';
import type * as Log from '@huaweicloud/huaweicloud-sdk-core/logger/log4jLogger.js';
import type { HcClient } from '@huaweicloud/huaweicloud-sdk-core/HcClient.js';
import type { Body } from './cloud-client.ts';
import type { TicketAnswer, TicketCall, TicketCaller, TicketClient, TicketServer } from './service-tickets.ts';

// The package is CommonJS and types its deep paths without `exports`.
const load = createRequire(import.meta.url);
const { ClientBuilder } = load('@huaweicloud/huaweicloud-sdk-core/ClientBuilder.js') as typeof Builder;
const { GlobalCredentials } = load('@huaweicloud/huaweicloud-sdk-core') as typeof Core;
const { Logger4jInstance } = load('@huaweicloud/huaweicloud-sdk-core/logger/log4jLogger') as typeof Log;
// It prints every refused request with all of its headers, the token too.
Logger4jInstance.level = 'off';

/** Sends a token where the SDK would sign. */
class TokenCredentials extends GlobalCredentials {
  readonly #token: string;

  constructor(token: string) {
    super({ ak: 'none', sk: 'none', domainId: 'none' });
    this.#token = token;
  }

  override processAuthRequest: InstanceType<typeof GlobalCredentials>['processAuthRequest'] = async (_client, request) => {
    // The SDK types them as anything; the core sets nothing but texts.
    const headers = (request.headers ?? {}) as Readonly<Record<string, string>>;
    return { ...request, headers: { ...headers, 'X-Auth-Token': this.#token } };
  };
}

/** The vendor's core for Node under our own requests, made as its generated clients make them: a `{}` body also on GET, arrays as repeated keys. */
export class NodeTicketClient implements TicketClient {
  readonly #client: HcClient;

  constructor(server: TicketServer, caller: TicketCaller) {
    const credentials = 'token' in caller ? new TokenCredentials(caller.token) : new GlobalCredentials({
      ak: caller.accessKeyId, sk: caller.accessKeySecret,
      ...(caller.securityToken === undefined ? {} : { securityToken: caller.securityToken }),
      ...(caller.domainId === undefined ? {} : { domainId: caller.domainId }),
    });
    const builder = new ClientBuilder((client: HcClient) => client, 'GlobalCredentials');
    this.#client = builder.withCredential(credentials).withEndpoint(server.endpoint)
      .withOptions({ axiosRequestConfig: { httpsAgent: new Agent({ ca: readFileSync(server.ca) }) } }).build();
  }

  async call(operationId: RestOperationId, call: TicketCall = {}): Promise<TicketAnswer> {
    const { method, path } = restCatalogue[operationId];
    const headers: Record<string, string> = {};
    if (call.site !== undefined) headers['X-Site'] = String(call.site);
    if (call.language !== undefined) headers['X-Language'] = call.language;
    if (call.timeZone !== undefined) headers['X-Time-Zone'] = call.timeZone;
    try {
      const answer = await this.#client.sendRequest({
        method, url: path, contentType: 'application/json', pathParams: { ...call.path }, queryParams: { ...call.query }, headers, data: { ...call.body },
      });
      // The SDK's type knows the status alone; the members are those of the answer.
      const { httpStatusCode, ...body } = answer as unknown as Body;
      return { status: Number(httpStatusCode), body };
    } catch (error) {
      return refused(error);
    }
  }
}

/** The SDK's own exception for a status of 400 and more. */
function refused(error: unknown): TicketAnswer {
  const { httpStatusCode, errorCode, errorMsg } = error as { readonly httpStatusCode?: number; readonly errorCode?: string; readonly errorMsg?: string };
  if (httpStatusCode === undefined) throw error;
  return { status: httpStatusCode, body: { error_code: errorCode, error_msg: errorMsg } };
}
