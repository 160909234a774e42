/** The `code` of an error of Node's own (ENOENT, EADDRINUSE …), else undefined. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
