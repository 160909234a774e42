import type { Random } from '@sallyport/control';
import { randomBytes, randomUUID } from 'node:crypto';

export const systemRandom: Random = { uuid: () => randomUUID(), bytes: (length) => randomBytes(length) };
