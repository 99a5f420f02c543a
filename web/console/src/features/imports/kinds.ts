import type { Of } from '../../../../../functions/imports/import.ts';

/** What a file can be of, in the words of the page. */
export type Kind = {
  title: string;
  readAs: string;
  /** What a file holds, to be dropped here. */
  drop: string;
  /** What has to be said of a file whose headings are not known. */
  needs: string;
  one: string;
  many: string;
  /** Whether the systems that export such files are told apart. */
  hasSource?: true;
};

export const kinds: Record<Of, Kind> = {
  clients: {
    title: 'Clients',
    readAs: 'a list',
    drop: 'Drop a CSV file here: an export of QuickBooks Online, Xero, Karbon, TaxDome, or any list with headings',
    needs: 'Say which column is the client’s name, and what the others are. Only the name is needed.',
    one: 'client',
    many: 'clients',
    hasSource: true,
  },
  'close-calendar': {
    title: 'Close calendar',
    readAs: 'a close calendar',
    drop: 'Drop your close calendar here as CSV: client, service, who, how often, and by which day',
    needs: 'Say which column is the client’s name or number, and what the others are.',
    one: 'service',
    many: 'services',
  },
  jobs: {
    title: 'Open jobs',
    readAs: 'open jobs',
    drop: 'Drop your list of open jobs here as CSV: client, template or title, period, due, who, stage, tasks done',
    needs: 'Say which column is the client’s name or number, and what the others are.',
    one: 'job',
    many: 'jobs',
  },
};

const part = (value: string, label: string) => ({ value, label });

const ofWork = [
  part('ignore', 'Leave out'),
  part('client.number', 'Client: number'),
  part('client.name', 'Client: name'),
  part('who', 'Who does it'),
  part('role.reviewer', 'Reviewer'),
  part('role.partner', 'Partner'),
  part('role.coordinator', 'Coordinator'),
  part('start', 'Start'),
  part('budget', 'Hours'),
];

/** What a column of such a file can be. */
export const workTargets: Record<Exclude<Of, 'clients'>, { value: string; label: string }[]> = {
  'close-calendar': [
    ...ofWork,
    part('service', 'Service or template'),
    part('frequency', 'How often'),
    part('day', 'By which day'),
    part('fee', 'Fee'),
  ],
  jobs: [
    ...ofWork,
    part('template', 'Template'),
    part('title', 'Title'),
    part('period', 'Period'),
    part('due', 'Due'),
    part('stage', 'Stage'),
    part('tasks.done', 'Tasks done'),
    part('tasks', 'Tasks to do'),
    part('source.id', 'Its id in the old system'),
  ],
};
