/** Output streams of a program; a terminal has only stdout. */
export type OutputStream = 'stdout' | 'stderr';

export interface RecordedTerminal {
  readonly term: string;
  readonly columns: number;
  readonly rows: number;
}

/** What a channel runs. */
export type RecordedProgram =
  | { readonly kind: 'shell' }
  | { readonly kind: 'exec'; readonly command: string }
  | { readonly kind: 'subsystem'; readonly name: string };

export interface RecordedExit {
  /** Undefined: the target gave none. */
  readonly status: number | undefined;
  /** Without `SIG`. */
  readonly signal: string | undefined;
}

interface OnChannel {
  /** Milliseconds since the epoch; never earlier than the event before. */
  readonly at: number;
  readonly channel: number;
}

/** What happened on one channel. */
export type ChannelEvent = OnChannel & (
  | { readonly kind: 'open'; readonly program: RecordedProgram; readonly terminal: RecordedTerminal | undefined }
  | { readonly kind: 'output'; readonly stream: OutputStream; readonly text: string }
  /** Typed, and shown by the target: see echo-filter.ts. */
  | { readonly kind: 'input'; readonly text: string }
  /** Something was typed that the target did not show. Says nothing about it, not even its length. */
  | { readonly kind: 'hidden-input' }
  | { readonly kind: 'resize'; readonly columns: number; readonly rows: number }
  /** Bytes of a program without a terminal that were not recorded. */
  | { readonly kind: 'omitted'; readonly stream: OutputStream; readonly bytes: number }
  | { readonly kind: 'exit'; readonly exit: RecordedExit }
);

/** A remark of the gateway; without a channel it concerns the whole connection. */
export interface MarkerEvent {
  readonly kind: 'marker';
  readonly at: number;
  readonly channel: number | undefined;
  readonly text: string;
}

export type RecordingEvent = ChannelEvent | MarkerEvent;
