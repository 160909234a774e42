import type { Host, Id, UserGrantRepository } from '@sallyport/core';
import type { Target } from './gate/target.ts';

const HOSTS_A_READ = 100;
/** Nobody reads further than this; a filter narrows it. */
const MAX_HOSTS = 10_000;
const MAX_ACCOUNTS = 50;

/** The assets that somebody may open, numbered in the order in which they are first shown; read as far as somebody looks. */
export class AssetList {
  readonly #grants: UserGrantRepository;
  readonly #instanceId: string;
  readonly #userId: Id;
  readonly #text: string;
  readonly #rows: Target[] = [];
  #hosts: readonly Host[] = [];
  #nextPage = 1;
  #lastRead = false;
  #ended = false;

  /** `text`: part of a host's name or address, without case; empty: all. */
  constructor(grants: UserGrantRepository, instanceId: string, userId: Id, text: string) {
    this.#grants = grants;
    this.#instanceId = instanceId;
    this.#userId = userId;
    this.#text = text.toLowerCase();
  }

  /** Rows `from` (0-based) up to `count`, and whether there are more behind them. */
  async slice(from: number, count: number): Promise<{ readonly rows: readonly Target[]; readonly more: boolean }> {
    while (this.#rows.length <= from + count && !this.#ended) await this.#readOn();
    return { rows: this.#rows.slice(from, from + count), more: this.#rows.length > from + count };
  }

  /** By the number that it was shown with, from 1. */
  row(number: number): Target | undefined {
    return this.#rows[number - 1];
  }

  async #readOn(): Promise<void> {
    const [host, ...rest] = this.#hosts;
    if (host === undefined) {
      if (this.#lastRead) this.#ended = true;
      else await this.#readHosts();
      return;
    }
    this.#hosts = rest;
    const accounts = await this.#grants.listOperableAccounts(this.#instanceId, this.#userId, host.id, undefined, { number: 1, size: MAX_ACCOUNTS });
    for (const account of accounts.items) {
      if (account.protocol === 'SSH') this.#rows.push({ host, account });
    }
  }

  async #readHosts(): Promise<void> {
    const page = await this.#grants.listOperable(this.#instanceId, this.#userId, {}, { number: this.#nextPage, size: HOSTS_A_READ });
    this.#nextPage += 1;
    this.#hosts = page.items.filter((host) => this.#matches(host));
    this.#lastRead = page.items.length < HOSTS_A_READ || this.#nextPage > MAX_HOSTS / HOSTS_A_READ;
  }

  #matches(host: Host): boolean {
    return [host.hostName, host.privateAddress, host.publicAddress].some((field) => field.toLowerCase().includes(this.#text));
  }
}
