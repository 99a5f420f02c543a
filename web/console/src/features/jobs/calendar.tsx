import { ActionIcon, Box, Button, Group, Select, Text, Title } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { RowSkeleton } from '../../components/row-skeleton.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { addDays, addMonths, sayMonth, weekdayOf } from '../../lib/dates.ts';
import { useMe, useTeam, useToday } from '../../lib/me.ts';
import classes from './calendar.module.css';
import { CalendarDay } from './calendar-day.tsx';
import type { JobsSearch } from './place.ts';
import { dueQuery } from './requests.ts';

type Props = { search: JobsSearch; onChange: (more: Partial<JobsSearch>) => void };

/** Whole weeks, from that which has the first of the month to that which has the last. */
function daysOf(month: string, startsOn: number): string[] {
  const first = `${month}-01`;
  const start = addDays(first, -((weekdayOf(first) - startsOn + 7) % 7));
  const end = addDays(`${addMonths(month, 1)}-01`, -1);
  const days: string[] = [];
  for (let day = start; day <= end || days.length % 7 !== 0; day = addDays(day, 1)) days.push(day);
  return days;
}

const weekdayName = (date: string) =>
  new Intl.DateTimeFormat('en-GB', { weekday: 'short' }).format(new Date(`${date}T12:00`));

/** What is due on each day of a month. */
export function Calendar({ search, onChange }: Props) {
  const { firm, member } = useMe();
  const today = useToday();
  const team = useTeam().filter(({ status, role }) => status === 'active' && role !== 'guest');
  const month = search.month && /^\d{4}-\d\d$/.test(search.month) ? search.month : today.slice(0, 7);
  const days = daysOf(month, firm.weekStartsOn);
  const due = useQuery(dueQuery(days[0]!, days.at(-1)!, search.whose));
  const byDay = Map.groupBy(due.data ?? [], ({ due: on }) => on);
  const go = (to: string) => onChange({ month: to === today.slice(0, 7) ? undefined : to });
  return (
    <>
      <Group gap="xs" mb="sm">
        <ActionIcon aria-label="The month before" onClick={() => go(addMonths(month, -1))}>
          <IconChevronLeft size={18} />
        </ActionIcon>
        <Title order={2} miw={140} ta="center">
          {sayMonth(month)}
        </Title>
        <ActionIcon aria-label="The month after" onClick={() => go(addMonths(month, 1))}>
          <IconChevronRight size={18} />
        </ActionIcon>
        <Button variant="default" onClick={() => go(today.slice(0, 7))}>
          Today
        </Button>
        <Select
          aria-label="Whose work"
          size="xs"
          w={190}
          placeholder="Everyone’s"
          clearable
          data={team.map(({ id, name }) => ({ value: id, label: id === member.id ? 'Mine' : name }))}
          value={search.whose ?? null}
          onChange={(id) => onChange({ whose: id ?? undefined })}
        />
      </Group>
      {due.isPending && <RowSkeleton />}
      {due.isError && <Trouble error={due.error} onRetry={() => void due.refetch()} />}
      {due.data && (
        <Box className={classes.month}>
          {days.slice(0, 7).map((day) => (
            <Text key={day} size="sm" c="dimmed" className={classes.head} aria-hidden>
              {weekdayName(day)}
            </Text>
          ))}
          {days.map((day) => (
            <CalendarDay
              key={day}
              day={day}
              today={today}
              isOutside={day.slice(0, 7) !== month}
              lines={byDay.get(day) ?? []}
            />
          ))}
        </Box>
      )}
    </>
  );
}
