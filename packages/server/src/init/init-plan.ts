export interface InitOptions {
  readonly data: string;
  readonly instanceId: string | undefined;
  readonly regionId: string | undefined;
  readonly databaseUrl: string | undefined;
  readonly masterKeyFile: string | undefined;
}

/** The line that `init --json` prints: a stable interface. */
export interface InitResult {
  readonly instanceId: string;
  readonly regionId: string;
  readonly accountId: string;
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly hostKeyFingerprints: readonly string[];
}

/** What a new installation will be. */
export interface InitPlan {
  readonly instanceId: string;
  readonly regionId: string;
  readonly accountId: string;
  readonly nodeId: string;
  readonly databaseUrl: string | null;
  /** Absolute; undefined: in the directory. */
  readonly masterKeyFile: string | undefined;
}
