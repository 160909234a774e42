import { EndSession } from './end-session.ts';
import { GetSession } from './get-session.ts';
import { ListSessions } from './list-sessions.ts';

export const sessions = { EndSession, GetSession, ListSessions } as const;
