import { ExportRecording } from './export-recording.ts';

export const recordings = { ExportRecording } as const;
