/** Open or closed; callers wait for it to open, each for a limited time. */
export class Gate {
  readonly #waiting = new Set<() => void>();
  #open = false;

  open(): void {
    this.#open = true;
    for (const pass of this.#waiting) pass();
  }

  close(): void {
    this.#open = false;
  }

  /** False: it stayed closed for `waitMs`. */
  passed(waitMs: number): Promise<boolean> {
    if (this.#open) return Promise.resolve(true);
    return new Promise((resolve) => {
      const settle = (passed: boolean): void => {
        clearTimeout(timer);
        this.#waiting.delete(pass);
        resolve(passed);
      };
      const pass = (): void => { settle(true); };
      const timer = setTimeout(() => { settle(false); }, waitMs);
      this.#waiting.add(pass);
    });
  }
}
