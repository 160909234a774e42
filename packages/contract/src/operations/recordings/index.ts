export { ExportRecording } from './export-recording.ts';
