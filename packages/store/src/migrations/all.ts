import { people } from './0001-people.ts';
import { assets } from './0002-assets.ts';
import { operation } from './0003-operation.ts';
import { statistics } from './0004-statistics.ts';
import { ties } from './0005-ties.ts';
import { serviceTickets } from './0006-service-tickets.ts';
import { callers } from './0007-callers.ts';
import { hostKeyPorts } from './0008-host-key-ports.ts';
import type { Migration } from './migration.ts';

/** In order; versions count up by one. Released steps never change. */
export const MIGRATIONS: readonly Migration[] = [people, assets, operation, statistics, ties, serviceTickets, callers, hostKeyPorts];
