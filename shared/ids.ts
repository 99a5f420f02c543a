import { monotonicFactory } from 'ulid';
import * as z from 'zod';
import { now } from './clock.ts';

/** The one table of id prefixes: what an id names can be read from it. */
export const prefixes = {
  client: 'cli',
  contact: 'con',
  note: 'not',
  member: 'mem',
  absence: 'abs',
  team: 'tea',
  event: 'evt',
  mail: 'mai',
  group: 'grp',
  registration: 'reg',
  account: 'acc',
  standingNote: 'stn',
  customField: 'cuf',
  view: 'viw',
  batch: 'bat',
  engagement: 'eng',
  service: 'srv',
  import: 'imp',
  relation: 'rel',
  conflict: 'cfl',
  job: 'job',
  task: 'tsk',
  comment: 'cmt',
  reviewNote: 'rvn',
  template: 'tpl',
  series: 'ser',
  postponement: 'pos',
  statusLabel: 'slb',
  document: 'doc',
  folder: 'fol',
  request: 'req',
  requestItem: 'rqi',
  questionnaire: 'qst',
  organizer: 'org',
  thread: 'thr',
  message: 'msg',
  threadNote: 'thn',
  letter: 'ltr',
  onboarding: 'onb',
} as const;

export type IdKind = keyof typeof prefixes;
export type NewId = (kind: IdKind) => string;

const ulid = monotonicFactory();

/** A new id, sortable by the time it was made. */
export const newId: NewId = (kind) => `${prefixes[kind]}_${ulid(now())}`;

/** The schema of an id of one kind. */
export const Id = (kind: IdKind) =>
  z
    .string()
    .regex(new RegExp(`^${prefixes[kind]}_[0-9A-HJKMNP-TV-Z]{26}$`), `An id like ${prefixes[kind]}_01J8Z3…`)
    .meta({ examples: [`${prefixes[kind]}_01J8Z3X5T4M6N7P8Q9R0S1T2V3`] });
