import type { RecordedCommand } from '@sallyport/control';
import { DomainError } from '@sallyport/core';
import { RecordingError, openReader } from '@sallyport/recording';
import type { RecordedProgram, RecordingKeys, RecordingReader, RecordingStorage } from '@sallyport/recording';

type Commands = readonly RecordedCommand[];

/** Recordings that are read through at once, each a chunk at a time; and how many callers may wait for a turn. */
const READ_AT_ONCE = 2;
const WAITING = 50;
/** Lists of sealed recordings that are kept, and the longest that is, in characters. */
const KEPT = 64;
const KEPT_CHARACTERS = 256 * 1024;
/** Programs of one session; a list of more is refused rather than shown in part. */
const MAX_COMMANDS = 100_000;
/** Characters of one list's commands that are shown in full; after them each is cut short, so that a list stays within memory. */
const WHOLE_CHARACTERS = 8 * 1024 * 1024;
const CUT_CHARACTERS = 200;

/** What recordings say was run. A recording is read whole for it, so that answers which cannot change any more are kept. */
export class RecordedCommands {
  readonly #storage: RecordingStorage;
  readonly #keys: RecordingKeys;
  /** Of sealed recordings by path, the latest asked for last. */
  readonly #kept = new Map<string, Commands>();
  /** Being read now: who asks for the same waits for the same. */
  readonly #reading = new Map<string, Promise<Commands | undefined>>();
  readonly #turns: (() => void)[] = [];
  #busy = 0;

  constructor(storage: RecordingStorage, keys: RecordingKeys) {
    this.#storage = storage;
    this.#keys = keys;
  }

  /** Undefined: there is no recording there. Rejects with `DomainError('STORE_BUSY')` when too many ask, and with `RecordingError` for one that is damaged. */
  async of(path: string): Promise<Commands | undefined> {
    if (path === '') return undefined;
    const kept = this.#kept.get(path);
    if (kept !== undefined) {
      this.#keep(path, kept);
      return kept;
    }
    const reading = this.#reading.get(path) ?? this.#inTurn(path).finally(() => { this.#reading.delete(path); });
    this.#reading.set(path, reading);
    return reading;
  }

  async #inTurn(path: string): Promise<Commands | undefined> {
    if (this.#busy < READ_AT_ONCE) this.#busy += 1;
    else if (this.#turns.length >= WAITING) throw new DomainError('STORE_BUSY', { what: 'recordings' });
    // Whoever is done hands its place over, so that nobody gets in between.
    else await new Promise<void>((resolve) => { this.#turns.push(resolve); });
    try {
      return await this.#read(path);
    } finally {
      const next = this.#turns.shift();
      if (next === undefined) this.#busy -= 1;
      else next();
    }
  }

  async #read(path: string): Promise<Commands | undefined> {
    const reader = await opened(this.#storage, this.#keys, path);
    if (reader === undefined) return undefined;
    try {
      const { commands, characters, sealed } = await commandsIn(reader);
      // One that is not sealed may grow, or was left by a kill: the next reader must see what has come.
      if (sealed && characters <= KEPT_CHARACTERS) this.#keep(path, commands);
      return commands;
    } finally {
      await reader.close();
    }
  }

  #keep(path: string, commands: Commands): void {
    this.#kept.delete(path);
    this.#kept.set(path, commands);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > KEPT && oldest !== undefined) this.#kept.delete(oldest);
  }
}

async function opened(storage: RecordingStorage, keys: RecordingKeys, path: string): Promise<RecordingReader | undefined> {
  try {
    return await openReader(storage, keys, path);
  } catch (error) {
    if (error instanceof RecordingError && error.code === 'RECORDING_NOT_FOUND') return undefined;
    throw error;
  }
}

/** Chunk by chunk; nothing but the beginnings of programs is held. */
async function commandsIn(reader: RecordingReader): Promise<{ readonly commands: Commands; readonly characters: number; readonly sealed: boolean }> {
  const commands: { at: number; command: string }[] = [];
  let characters = 0;
  const events = reader.events();
  for (;;) {
    const next = await events.next();
    if (next.done === true) return { commands, characters, sealed: next.value.complete };
    const event = next.value;
    const command = event.kind === 'open' ? commandOf(event.program) : undefined;
    if (command === undefined) continue;
    if (commands.length >= MAX_COMMANDS) throw new RecordingError('RECORDING_CHANNEL_INVALID', `more than ${MAX_COMMANDS} programs`);
    const shown = characters + command.length <= WHOLE_CHARACTERS ? command : `${command.slice(0, CUT_CHARACTERS)}…`;
    characters += shown.length;
    commands.push({ at: event.at, command: shown });
  }
}

/** A shell is none: what is typed in it is another matter. */
function commandOf(program: RecordedProgram): string | undefined {
  switch (program.kind) {
    case 'exec': return program.command;
    case 'subsystem': return `subsystem ${program.name}`;
    case 'shell': return undefined;
  }
}
