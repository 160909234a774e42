import { terminalSafe } from '@sallyport/core';

const MAX_CELL = 200;

/** A value out of an answer, fit for one place on a terminal: names and comments are other people's text. */
export function terminalText(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return terminalSafe(value, MAX_CELL);
  return terminalSafe(JSON.stringify(value), MAX_CELL);
}

/** Milliseconds or seconds since the epoch as `2026-11-21 12:00:00Z`. */
export function terminalTime(value: unknown, unit: 'ms' | 's'): string {
  if (typeof value !== 'number' || value <= 0) return '';
  const at = new Date(unit === 's' ? value * 1000 : value);
  return Number.isNaN(at.getTime()) ? '' : at.toISOString().replace('T', ' ').replace(/\.\d+Z$/u, 'Z');
}
