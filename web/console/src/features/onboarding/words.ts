import type { StepLine } from '../../lib/onboardings.ts';
import { capital, useWords } from '../../lib/words.ts';
import type { Step } from './requests.ts';

export const stepStates: Readonly<Record<StepLine['state'], { says: string; colour: string }>> = {
  open: { says: 'Open', colour: 'gray' },
  'under-way': { says: 'Under way', colour: 'blue' },
  done: { says: 'Done', colour: 'green' },
  skipped: { says: 'Left out', colour: 'gray' },
};

/** What the steps are called, in the firm's own words. */
export function useStepWords(): Readonly<Record<Step, string>> {
  const { client, contact, engagement, letter } = useWords();
  return {
    client: `${capital(client.one)} and ${contact.one}`,
    conflicts: 'Conflict search',
    engagement: `${capital(engagement.one)} and services`,
    letter: capital(letter.one),
    organizer: 'Organizer',
    request: 'Request',
    series: 'Recurring work',
  };
}

/** `0:09`, `12:40`, `3 h 5 min`, `6 days`: as short as it is exact enough. */
export function sayTime(seconds: number): string {
  const whole = Math.floor(seconds);
  if (whole < 3600) return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
  if (whole < 172_800) return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
  return `${Math.floor(whole / 86_400)} days`;
}

export const secondsBetween = (from: string, to: string | number): number =>
  Math.max(0, ((typeof to === 'number' ? to : Date.parse(to)) - Date.parse(from)) / 1000);
