import type { RequestItem, RequestLine, RequestStatus } from './requests.ts';

type Said = { says: string; colour: string };

/** How a request stands, and which colour goes with the word. */
export const requestWords: Record<RequestStatus, Said> = {
  draft: { says: 'Draft', colour: 'gray' },
  scheduled: { says: 'Scheduled', colour: 'blue' },
  sent: { says: 'Waiting for the client', colour: 'yellow' },
  'in-progress': { says: 'Partly here', colour: 'yellow' },
  submitted: { says: 'To be looked at', colour: 'blue' },
  completed: { says: 'Complete', colour: 'green' },
  cancelled: { says: 'Cancelled', colour: 'gray' },
};

export const itemWords: Record<RequestItem['status'], Said> = {
  open: { says: 'Open', colour: 'yellow' },
  submitted: { says: 'To be looked at', colour: 'blue' },
  accepted: { says: 'Accepted', colour: 'green' },
  returned: { says: 'Sent back', colour: 'yellow' },
  'does-not-apply': { says: 'Does not apply', colour: 'gray' },
  waived: { says: 'Waived', colour: 'gray' },
  'received-another-way': { says: 'Received another way', colour: 'green' },
};

/** The client still owes us something of it. */
export const isOwed = ({ status }: Pick<RequestLine, 'status'>): boolean =>
  status === 'sent' || status === 'in-progress';

/** The day of the first thing that is still needed. */
export const dueOf = ({ openDueOn, dueOn }: Pick<RequestLine, 'openDueOn' | 'dueOn'>): string => openDueOn ?? dueOn;

export const ladders = [
  { value: 'standard', label: 'Standard: two business days before, then after 1 and 4' },
  { value: 'short', label: 'Short: on the day, and 2 business days after' },
  { value: 'urgent', label: 'Urgent: twice on the day itself' },
  { value: 'season', label: 'Season: spread over the weeks until it is due' },
  { value: 'none', label: 'No reminders' },
] as const satisfies readonly { value: RequestLine['ladder']; label: string }[];
