/** What a command may touch of its process. Commands read no environment and write no stream but these. */
export interface CliContext {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Answers: what a script reads. */
  readonly out: (text: string) => void;
  /** Everything else: progress, warnings, errors. */
  readonly err: (text: string) => void;
  /** Asks for a secret: on a terminal without echo, else the one line of standard input. */
  readonly secret: (prompt: string) => Promise<string>;
}
