import type { HeldChannel } from '@sallyport/ssh';
import type { GateDeps } from '../../session/gate/gate.ts';
import type { Identity } from '../../session/gate/applicant.ts';
import type { Target } from '../../session/gate/target.ts';
import { AssetList } from '../../session/asset-list.ts';
import { signalled } from '../../session/gate/signalled.ts';
import { deferred } from '../../deferred.ts';
import { LineEditor } from './line-editor.ts';
import type { EditorEvent } from './line-editor.ts';
import { parseMenuCommand } from './menu-command.ts';
import type { MenuAction } from './menu-command.ts';
import { MENU_TEXTS, PROMPT, menuRow } from './menu-texts.ts';
import type { Console } from './console.ts';

const MIN_ROWS = 5;
const MAX_ROWS = 50;
const MAX_QUEUED = 32;

/** The choice, or why there is none. */
export type MenuOutcome = Target | 'left' | 'idle' | 'stopped';

/** The list of granted assets on a held channel. One menu a connection; it may be asked for a choice again after a refused one. */
export class Menu {
  readonly #deps: GateDeps;
  readonly #identity: Identity;
  readonly #channel: HeldChannel;
  readonly #console: Console;
  #list: AssetList;
  #from = 0;
  #more = false;
  #filtered = false;

  constructor(deps: GateDeps, identity: Identity, channel: HeldChannel, console: Console) {
    this.#deps = deps;
    this.#identity = identity;
    this.#channel = channel;
    this.#console = console;
    this.#list = this.#assets('');
  }

  async choose(stop: AbortSignal): Promise<MenuOutcome> {
    this.#say('welcome');
    await this.#show(0);
    const events: EditorEvent[] = [];
    let arrived = deferred<void>();
    const editor = new LineEditor({
      echo: (text) => { this.#channel.write(text); },
      // Pasted lines wait for their turn; what goes beyond is dropped.
      onEvent: (event) => {
        if (events.length < MAX_QUEUED) events.push(event);
        arrived.resolve(undefined);
      },
    });
    this.#channel.onInput((bytes) => { editor.push(bytes); });
    try {
      for (;;) {
        const event = events.shift();
        if (event !== undefined) {
          const outcome = await this.#handle(event);
          if (outcome !== undefined) return outcome;
          continue;
        }
        this.#channel.write(PROMPT);
        arrived = deferred();
        const began = this.#deps.monotonic();
        await signalled(arrived.promise, [stop], this.#deps.settings.door.idleMs);
        if (stop.aborted) return this.#interrupted('stopped');
        if (events.length === 0 && this.#deps.monotonic() - began >= this.#deps.settings.door.idleMs) return this.#interrupted('idle');
      }
    } finally {
      this.#channel.onInput(undefined);
    }
  }

  /** What is said next begins a line of its own, not behind the prompt. */
  #interrupted(why: 'stopped' | 'idle'): MenuOutcome {
    this.#console.say('');
    return why;
  }

  async #handle(event: EditorEvent): Promise<MenuOutcome | undefined> {
    if (event.kind === 'leave') {
      this.#console.say('');
      return 'left';
    }
    const command = parseMenuCommand(event.text);
    if (command.kind === 'exit') return 'left';
    if (command.kind !== 'open') {
      await this.#run(command);
      return undefined;
    }
    const target = this.#list.row(command.number);
    if (target === undefined) this.#say('unknownNumber');
    return target;
  }

  async #run(command: MenuAction): Promise<void> {
    switch (command.kind) {
      case 'nothing': return;
      case 'help':
        for (const line of ['helpOpen', 'helpFind', 'helpPages', 'helpLeave'] as const) this.#say(line);
        return;
      case 'next':
        await this.#show(this.#more ? this.#from + this.#pageRows() : this.#from);
        return;
      case 'previous':
        await this.#show(Math.max(0, this.#from - this.#pageRows()));
        return;
      case 'list':
        this.#list = this.#assets('');
        await this.#show(0);
        return;
      case 'find':
        this.#list = this.#assets(command.text);
        await this.#show(0);
    }
  }

  async #show(from: number): Promise<void> {
    const { rows, more } = await this.#list.slice(from, this.#pageRows());
    this.#from = from;
    this.#more = more;
    if (rows.length === 0) this.#say(this.#filtered ? 'noMatch' : 'none');
    for (const [at, row] of rows.entries()) this.#console.say(menuRow(from + at + 1, row));
    if (more || from > 0) this.#say('more');
  }

  #assets(text: string): AssetList {
    this.#filtered = text !== '';
    return new AssetList(this.#deps.store.grants, this.#identity.instanceId, this.#identity.user.id, text);
  }

  #pageRows(): number {
    return Math.min(MAX_ROWS, Math.max(MIN_ROWS, (this.#channel.terminal?.rows ?? 24) - 4));
  }

  #say(text: keyof typeof MENU_TEXTS): void {
    this.#console.say(MENU_TEXTS[text][this.#console.language]);
  }
}
