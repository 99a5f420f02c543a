import type { Status } from '../../jobs/job.ts';

export type Stage = { status: Exclude<Status, 'cancelled'>; waitsFor?: string };

const client =
  /\b(?:clients?|customers?|info(?:rmation)?|documents?|docs|signatures?|signed|answers?|reply|response|statements?)\b/;

/** What stages are called in other products, and by people. The first that fits counts. */
const said: readonly (readonly [RegExp, Stage['status'] | 'cancelled'])[] = [
  [/^(?:cancel|abandon|withdrawn|not proceeding|n\/a)/, 'cancelled'],
  [/^(?:done|complete|finished|closed|filed|delivered|archived|100 ?%)/, 'done'],
  [/(?:review|approval|to be checked|sign-?off)/, 'review'],
  [/^(?:ready|to ?do|not started|up next|next up|open|new|assigned|queued|unstarted|0 ?%)/, 'ready'],
  [/^(?:plan|upcoming|scheduled|future|backlog|draft|later)/, 'planned'],
  [
    /^(?:active|in ?-?progress|working|work in progress|wip|under way|underway|started|doing|prep|extended|\d{1,2} ?%)/,
    'active',
  ],
];

/** Whom it waits for, in the cell's own words. */
const waitedFor = (cell: string): string | undefined =>
  /\b(?:wait\w*|await\w*|pending|hold)\s*(?:on|for|by|from|:|-)?\s+(.{2,200})$/i.exec(cell)?.[1]?.trim();

/** What a cell says of how far a job is; nothing where it is not understood. */
export function stageIn(cell: string): Stage | 'cancelled' | undefined {
  const text = cell
    .toLowerCase()
    .replace(/[_\s]+/g, ' ')
    .trim();
  if (/\b(?:wait\w*|await\w*|pending|on hold|missing|blocked|stuck)\b/.test(text)) {
    if (/review/.test(text)) return { status: 'review' };
    const waitsFor = waitedFor(cell.replaceAll('_', ' '));
    const isOthers = waitsFor !== undefined && !client.test(text);
    return isOthers ? { status: 'waiting-third-party', waitsFor } : { status: 'waiting-client' };
  }
  const status = said.find(([words]) => words.test(text))?.[1];
  return status === undefined || status === 'cancelled' ? status : { status };
}
