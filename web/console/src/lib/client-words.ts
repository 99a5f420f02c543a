import { kindWords } from './kinds.ts';
import type { Client } from './clients.ts';

export const kinds = Object.entries(kindWords).map(([value, label]) => ({ value, label }));

export const lifecycleWords: Record<Client['lifecycle'], string> = {
  prospect: 'Prospect',
  onboarding: 'Onboarding',
  active: 'Active',
  inactive: 'Inactive',
  archived: 'Archived',
};

export const states = Object.entries(lifecycleWords).map(([value, label]) => ({ value, label }));

/** Grey is structure: only what asks for something has a colour. */
export const lifecycleColours: Record<Client['lifecycle'], string> = {
  prospect: 'blue',
  onboarding: 'blue',
  active: 'gray',
  inactive: 'gray',
  archived: 'gray',
};
