import type { ConnectOptions } from '../client/connect.ts';

interface Source extends ConnectOptions {
  readonly offline?: true;
  readonly json?: true;
}

export interface PlayOptions extends Source {
  readonly speed: string;
  readonly idleLimit: string;
}

export interface ExportOptions extends Source {
  readonly output?: string;
  readonly channel?: string;
}

export type VerifyOptions = Source;
