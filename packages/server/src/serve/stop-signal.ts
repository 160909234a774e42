/** Why a server stops. */
export type StopCause = 'SIGTERM' | 'SIGINT' | 'SIGHUP' | 'launcher-gone';

/**
 * Resolves at the first request to stop; later ones change nothing. `bin/sallyport.js` may stand between the shell and this process:
 * when it is killed, the channel to it ends, and a server whose starter is gone must not live on unseen.
 */
export function stopSignal(launched: 'by-launcher' | 'directly'): Promise<StopCause> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => resolve(signal));
    if (launched !== 'by-launcher') return;
    process.once('disconnect', () => resolve('launcher-gone'));
    process.channel?.unref();
  });
}
