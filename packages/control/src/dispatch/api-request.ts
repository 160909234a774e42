/** A request as it arrived, before anybody is believed. */
export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  /** Lower-case names; a repeated header is joined by `, ` as Node joins it. */
  readonly headers: ReadonlyMap<string, string>;
  readonly query: ReadonlyMap<string, string>;
  /** Query and form merged. */
  readonly params: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
  /** Of the peer, or what a listed proxy said of its own. IPv4 in dotted form also when it came mapped. */
  readonly address: string;
  /** Over TLS, here or at a listed proxy. */
  readonly secure: boolean;
}
