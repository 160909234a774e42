import { ExplainAccess } from './explain-access.ts';

export const access = { ExplainAccess } as const;
