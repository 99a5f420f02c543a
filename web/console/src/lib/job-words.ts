import type { Status } from '../../../../functions/jobs/job.ts';

type Said = { says: string; colour: string };

/** What a state is called where the firm has no label of its own, and which colour goes with the word. */
export const statusWords: Record<Status, Said> = {
  planned: { says: 'Planned', colour: 'gray' },
  ready: { says: 'Ready', colour: 'blue' },
  active: { says: 'In progress', colour: 'blue' },
  'waiting-client': { says: 'Waiting for the client', colour: 'yellow' },
  'waiting-third-party': { says: 'Waiting for someone else', colour: 'yellow' },
  review: { says: 'In review', colour: 'blue' },
  done: { says: 'Done', colour: 'green' },
  cancelled: { says: 'Cancelled', colour: 'gray' },
};

/** Nothing more is to be done. */
export const isOver = ({ status }: { status: Status }): boolean => status === 'done' || status === 'cancelled';

export const statuses = Object.keys(statusWords) as Status[];
