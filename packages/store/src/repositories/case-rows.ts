import type { CaseLogEntry, CaseSatisfaction, NewCase, ServiceCase } from '@sallyport/core';
import type { Insertable, Selectable } from 'kysely';
import { idNumber } from '../object-ids.ts';
import { nameKey } from '../schema/name-key.ts';
import type { Schema } from '../schema/schema.ts';

export function toCase(row: Selectable<Schema['cases']>): ServiceCase {
  const { descriptionKey: _key, areaCode, mobile, mail, contactTime, satisfaction, ...plain } = row;
  return {
    ...plain, id: String(row.id), ownerId: String(row.ownerId), contact: { areaCode, mobile, mail, time: contactTime },
    satisfaction: JSON.parse(satisfaction) as CaseSatisfaction[],
  };
}

export function caseRow(id: number, made: NewCase, ownerName: string): Insertable<Schema['cases']> {
  const { contact: { time, ...contact }, ...plain } = made;
  return {
    ...plain, ...contact, contactTime: time, id, ownerId: idNumber(made.ownerId), ownerName, descriptionKey: nameKey(made.description),
    status: 'submitted', judgement: '', satisfaction: '[]', resolvedAt: null, resolution: '', completedAt: null, pressedAt: null,
  };
}

export function toCaseLogEntry(row: Selectable<Schema['caseLogs']>): CaseLogEntry {
  const { instanceId: _instance, ...entry } = row;
  return { ...entry, id: String(row.id), caseId: String(row.caseId), operatorId: String(row.operatorId) };
}
