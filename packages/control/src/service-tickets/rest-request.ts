/** A request of the REST dialect as it arrived, before anybody is believed. */
export interface RestRequest {
  readonly method: string;
  /** As it was sent, still encoded, without the query. */
  readonly path: string;
  /** Decoded names and values; several of one name in the order in which they came. */
  readonly query: ReadonlyMap<string, readonly string[]>;
  /** Lower-case names; bytes beyond ASCII as Latin-1, as Node reads them. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
  /** Of the peer, or what a listed proxy said of its own. IPv4 in dotted form also when it came mapped. */
  readonly address: string;
  /** Over TLS, here or at a listed proxy. */
  readonly secure: boolean;
}
