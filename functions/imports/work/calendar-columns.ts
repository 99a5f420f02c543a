import type { Columns } from '../target.ts';
import { expecting, ofClient, ofHours, ofPeople, targetOf } from './columns.ts';

const calendarColumns: Columns = {
  ...ofClient,
  ...ofPeople,
  ...ofHours,
  service: 'service',
  services: 'service',
  'service code': 'service',
  template: 'service',
  work: 'service',
  'work type': 'service',
  job: 'service',
  'job type': 'service',
  task: 'service',
  engagement: 'service',
  frequency: 'frequency',
  freq: 'frequency',
  'how often': 'frequency',
  cadence: 'frequency',
  recurrence: 'frequency',
  repeats: 'frequency',
  day: 'day',
  due: 'day',
  'due day': 'day',
  'due date': 'day',
  'due on': 'day',
  'due by': 'day',
  'close day': 'day',
  'close by': 'day',
  deadline: 'day',
  'target day': 'day',
  start: 'start',
  starts: 'start',
  'start date': 'start',
  'start period': 'start',
  'first period': 'start',
  from: 'start',
  begins: 'start',
  fee: 'fee',
  price: 'fee',
  amount: 'fee',
  'monthly fee': 'fee',
  'fee per period': 'fee',
};

export const CalendarTarget = targetOf(
  ['client.number', 'client.name', 'service', 'who', 'frequency', 'day', 'start', 'budget', 'fee'],
  ['service', 'day'],
);
/** The list of what is done for whom, how often and by which day. */
export const calendarOf = expecting(calendarColumns);
