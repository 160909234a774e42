import { RecordingError } from './errors.ts';

const SEGMENT = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;
const RECORDING_ID = /^[A-Za-z0-9-]{1,64}$/;

/** `<instance>/<yyyy>/<mm>/<dd>/<id>.srec`, the day in UTC. Throws `RECORDING_META_INVALID` for an id that is no file name. */
export function recordingPath(instanceId: string, recordingId: string, startedAt: number): string {
  if (!SEGMENT.test(instanceId) || !RECORDING_ID.test(recordingId)) throw new RecordingError('RECORDING_META_INVALID', 'an id of the recording cannot be part of a path');
  const [year, month, day] = new Date(startedAt).toISOString().slice(0, 10).split('-');
  return `${instanceId}/${year}/${month}/${day}/${recordingId}.srec`;
}

/** The segments of a path below a storage's root; throws `RECORDING_PATH_INVALID` for one that could lead elsewhere. */
export function pathSegments(path: string): readonly string[] {
  const segments = path.split('/');
  if (segments.length > 8 || !segments.every((segment) => SEGMENT.test(segment))) throw new RecordingError('RECORDING_PATH_INVALID', 'this is no path of a recording');
  return segments;
}
