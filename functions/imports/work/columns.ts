import * as z from 'zod';
import { mapBy } from '../columns.ts';
import type { Expected } from '../headings.ts';
import type { Columns } from '../target.ts';

const role = 'role\\.[a-z][a-z0-9-]{0,39}';
export const targetOf = (places: readonly string[], examples: string[]) =>
  z
    .string()
    .max(60)
    .regex(
      new RegExp(`^(?:${[...places, 'ignore'].join('|').replaceAll('.', '\\.')}|${role})$`),
      `One of ${places.join(', ')}, role.reviewer or another role of the template, or ignore`,
    )
    .meta({ examples });

export const ofClient: Columns = {
  client: 'client.name',
  'client name': 'client.name',
  customer: 'client.name',
  company: 'client.name',
  'company name': 'client.name',
  account: 'client.name',
  contact: 'client.name',
  name: 'client.name',
  number: 'client.number',
  no: 'client.number',
  '#': 'client.number',
  'client number': 'client.number',
  'client no': 'client.number',
  'client #': 'client.number',
  'client id': 'client.number',
};

export const ofPeople: Columns = {
  who: 'who',
  responsible: 'who',
  'responsible person': 'who',
  preparer: 'who',
  'prepared by': 'who',
  assignee: 'who',
  assignees: 'who',
  'assigned to': 'who',
  bookkeeper: 'who',
  accountant: 'who',
  staff: 'who',
  lead: 'who',
  owner: 'who',
  reviewer: 'role.reviewer',
  'reviewed by': 'role.reviewer',
  manager: 'role.reviewer',
  partner: 'role.partner',
  'partner in charge': 'role.partner',
  coordinator: 'role.coordinator',
};

export const ofHours: Columns = {
  budget: 'budget',
  'budget hours': 'budget',
  'budget hrs': 'budget',
  'hours budget': 'budget',
  'budgeted hours': 'budget',
  hours: 'budget',
  hrs: 'budget',
  'est hours': 'budget',
  'estimated hours': 'budget',
  'time budget': 'budget',
};

/** A file of work: at most two thousand rows, each of a client. */
export const expecting =
  (usual: Columns) =>
  (stated: Columns): Expected => ({
    mapped: (headings) => ({ source: 'other', ...mapBy(usual, headings, stated) }),
    isNaming: (target) => target === 'client.name' || target === 'client.number',
    mostRows: 2_000,
  });
