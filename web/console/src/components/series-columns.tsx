import { Link } from '@tanstack/react-router';
import { sayRhythm } from '../lib/rhythm-words.ts';
import type { SeriesLine } from '../lib/series.ts';
import { Day } from './day.tsx';
import type { Column } from './row-table.tsx';
import { SeriesBadge } from './series-badge.tsx';

export const nameOfSeries = ({ templateName = 'Recurring work' }: Pick<SeriesLine, 'templateName'>): string =>
  templateName;

/** A series on one line: what, for whom, how often, how it stands, and when it makes its next job. */
export const seriesColumns = (words: { job: string; client: string }, withClient: boolean): Column<SeriesLine>[] => [
  {
    key: 'name',
    title: words.job,
    render: (one) => (
      <Link to="/series/$seriesId" params={{ seriesId: one.id }} tabIndex={-1} title={nameOfSeries(one)}>
        {nameOfSeries(one)}
      </Link>
    ),
    order: nameOfSeries,
  },
  ...(withClient
    ? [
        {
          key: 'client',
          title: words.client,
          width: '26%',
          render: ({ client }: SeriesLine) => client && <span title={client.name}>{client.name}</span>,
          order: ({ client }: SeriesLine) => client?.name ?? '',
        },
      ]
    : []),
  {
    key: 'rhythm',
    title: 'How often',
    width: '24%',
    render: ({ rhythm }) => <span title={sayRhythm(rhythm)}>{sayRhythm(rhythm)}</span>,
    order: ({ rhythm }) => sayRhythm(rhythm),
    onWide: true,
  },
  { key: 'state', title: 'State', width: 110, render: (one) => <SeriesBadge series={one} />, onWide: true },
  { key: 'made', title: 'Made', width: 64, align: 'right', render: ({ made }) => made, onWide: true },
  {
    key: 'next',
    title: 'Next made',
    width: 116,
    render: ({ lookOn }) => lookOn && <Day of={lookOn} />,
    order: ({ lookOn = '9999' }) => lookOn,
    has: ({ lookOn }) => lookOn !== undefined,
  },
];
