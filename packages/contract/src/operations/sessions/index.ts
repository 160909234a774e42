export { EndSession } from './end-session.ts';
export { GetSession } from './get-session.ts';
export { ListSessions } from './list-sessions.ts';
