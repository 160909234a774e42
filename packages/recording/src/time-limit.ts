import { RecordingError } from './errors.ts';

/** The outcome of `work`, or `RECORDING_STALLED` after `ms`. What comes later is dropped: its failure has been told by then. */
export function withinTime<T>(work: Promise<T>, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new RecordingError('RECORDING_STALLED', `the storage of recordings did not answer for ${ms} ms`));
    }, ms);
    work.then(resolve, reject).finally(() => {
      clearTimeout(timer);
    });
  });
}
