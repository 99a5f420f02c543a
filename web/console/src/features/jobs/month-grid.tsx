import { Group, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { RowSkeleton } from '../../components/row-skeleton.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { fullDate, sayMonth } from '../../lib/dates.ts';
import { statusWords } from '../../lib/job-words.ts';
import { useToday } from '../../lib/me.ts';
import { capital, useWords } from '../../lib/words.ts';
import classes from './month-grid.module.css';
import type { JobsSearch } from './place.ts';
import { type GridCell, gridQuery } from './requests.ts';
import { TemplateSelect, useChosenTemplate } from './template-select.tsx';

type Props = { search: JobsSearch; onChange: (more: Partial<JobsSearch>) => void };

const shortWords: Readonly<Record<GridCell['status'], string>> = {
  planned: 'Planned',
  ready: 'Ready',
  active: 'At work',
  'waiting-client': 'Client',
  'waiting-third-party': 'Waits',
  review: 'Review',
  done: 'Done',
  cancelled: 'Off',
};

function Cell({ cell, today }: { cell: GridCell; today: string }) {
  const isLate = cell.status !== 'done' && cell.dueOn !== undefined && cell.dueOn < today;
  const says = statusWords[cell.status].says;
  const due = cell.dueOn === undefined ? '' : `, due ${fullDate(cell.dueOn)}`;
  return (
    <Link
      to="/jobs/$jobId"
      params={{ jobId: cell.jobId }}
      className={classes.cell}
      data-colour={isLate ? 'red' : statusWords[cell.status].colour}
      title={`${says}${due}`}
    >
      {isLate ? 'Late' : shortWords[cell.status]}
    </Link>
  );
}

/** Jobs of one template in a year: a client a row, a month a column. */
export function MonthGrid({ search, onChange }: Props) {
  const today = useToday();
  const { client: word } = useWords();
  const { chosen } = useChosenTemplate(search.template);
  const year = search.year && /^\d{4}$/.test(search.year) ? search.year : today.slice(0, 4);
  const grid = useQuery(gridQuery(chosen?.id ?? '', year));
  const months = Array.from({ length: 12 }, (_, i) => `${year}-${String(i + 1).padStart(2, '0')}`);
  const rows = [...Map.groupBy(grid.data ?? [], ({ client }) => client?.name ?? '')].toSorted(([a], [b]) =>
    a.localeCompare(b),
  );
  return (
    <>
      <Group gap="xs" mb="sm" align="end">
        <TemplateSelect value={chosen?.id} onChange={(template) => onChange({ template })} />
        <TextInput
          size="xs"
          w={90}
          type="number"
          label="Year"
          value={year}
          onChange={({ currentTarget }) => onChange({ year: currentTarget.value })}
        />
      </Group>
      {grid.isPending && <RowSkeleton />}
      {grid.isError && <Trouble error={grid.error} onRetry={() => void grid.refetch()} />}
      {grid.data && rows.length === 0 && <Text c="dimmed">Nothing of this template in {year}.</Text>}
      {rows.length > 0 && (
        <div className={classes.scroll} tabIndex={0} role="region" aria-label={`${chosen?.name} in ${year}`}>
          <table className={classes.grid}>
            <thead>
              <tr>
                <th scope="col">{capital(word.one)}</th>
                {months.map((month) => (
                  <th key={month} scope="col" data-now={month === today.slice(0, 7) || undefined}>
                    {sayMonth(month, 'short')}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(([name, cells]) => (
                <tr key={name}>
                  <th scope="row" title={name}>
                    {name}
                  </th>
                  {months.map((month) => (
                    <td key={month}>
                      {cells
                        .filter((cell) => cell.month === month)
                        .map((cell) => (
                          <Cell key={cell.jobId} cell={cell} today={today} />
                        ))}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
