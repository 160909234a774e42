/** Where a command sends its calls and as whom. */
export interface Connection {
  /** `https://host:port` or `http://host:port` */
  readonly endpoint: string;
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  /** Of a temporary key. */
  readonly securityToken?: string | undefined;
  /** Filled in where a call does not name one; undefined: the caller must. */
  readonly instanceId: string | undefined;
  readonly trust: Trust;
}

/** What the server's certificate must be. */
export type Trust =
  | { readonly kind: 'system' }
  /** Issued by these authorities (PEM). */
  | { readonly kind: 'authorities'; readonly pem: string }
  /** This very certificate (PEM), whatever name it bears. */
  | { readonly kind: 'exactly'; readonly pem: string }
  | { readonly kind: 'anything' };
