import { openRecording } from '@sallyport/recording';
import type { RecordingMeta, RecordingWriter, SealedRecording } from '@sallyport/recording';
import type { ChannelTap, Program, Terminal } from '@sallyport/ssh';
import type { GatewayDeps } from '../deps.ts';

/** Records one session: a tap for each of its channels. */
export class Recorder {
  readonly #writer: RecordingWriter;
  readonly #now: () => number;
  #channels = 0;

  constructor(writer: RecordingWriter, now: () => number) {
    this.#writer = writer;
    this.#now = now;
  }

  /** Undefined: no failure so far. */
  get failed(): boolean {
    return this.#writer.failure !== undefined;
  }

  /** Settles when the disk has caught up; undefined: it keeps up. A failure is told by `onFailure`, not here. */
  relief(): Promise<void> | undefined {
    return this.#writer.pressed ? this.#writer.drained() : undefined;
  }

  /** `onExit`: the channel's program is over. */
  tap(program: Program, terminal: Terminal | undefined, onExit: () => void): ChannelTap {
    this.#channels += 1;
    const channel = this.#channels;
    const [writer, now] = [this.#writer, this.#now];
    writer.open(channel, now(), program, terminal);
    return {
      fromClient: (bytes) => { writer.input(channel, now(), bytes); },
      fromTarget: (bytes, stream) => { writer.output(channel, now(), bytes, stream); },
      resized: ({ columns, rows }) => { writer.resize(channel, now(), columns, rows); },
      closed: (exit) => {
        writer.close(channel, now(), exit);
        onExit();
      },
    };
  }

  /** A remark of the gateway, e.g. why the session was cut. */
  remark(text: string): void {
    this.#writer.marker(this.#now(), text);
  }

  seal(reason: string, stats: { readonly bytesFromClient: number; readonly bytesFromTarget: number }): Promise<SealedRecording> {
    return this.#writer.seal(this.#now(), reason, stats);
  }
}

/** Opens the recording before the first byte; `onFailure` ends the session: no recording, no session. */
export async function startRecorder(deps: Pick<GatewayDeps, 'recordings' | 'now'>, meta: RecordingMeta, onFailure: () => void): Promise<Recorder> {
  const { storage, keys } = deps.recordings;
  return new Recorder(await openRecording(storage, keys, meta, { onFailure }), deps.now);
}
