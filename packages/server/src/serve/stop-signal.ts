/** Why a server stops. */
export type StopCause = 'SIGTERM' | 'SIGINT' | 'SIGHUP' | 'launcher-gone';

/** Who stands between the shell and this process. */
export type Launched = 'by-launcher' | 'by-npx' | 'directly';

const PARENT_EVERY_MS = 200;

/**
 * Resolves at the first request to stop; later ones change nothing. `bin/sallyport.js` may stand between the shell and this process:
 * when it is killed, the channel to it ends, and a server whose starter is gone must not live on unseen.
 */
export function stopSignal(launched: Launched): Promise<StopCause> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => resolve(signal));
    if (launched === 'by-npx') watchParent(() => resolve('launcher-gone'));
    if (launched !== 'by-launcher') return;
    process.once('disconnect', () => resolve('launcher-gone'));
    process.channel?.unref();
  });
}

/** npx runs a shell between itself and us and hands SIGTERM to that shell alone, which dies of it without a word to its child. */
function watchParent(gone: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    gone();
  }, PARENT_EVERY_MS);
  timer.unref();
}
