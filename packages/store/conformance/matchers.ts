import { expect } from 'vitest';

// Vitest types its asymmetric matchers as any.
export const ANY_NUMBER: unknown = expect.any(Number);
export const ANY_TEXT: unknown = expect.any(String);
export const DIGITS: unknown = expect.stringMatching(/^[0-9]+$/);
export const UNREADABLE: unknown = expect.objectContaining({ code: 'SECRET_UNREADABLE' });
