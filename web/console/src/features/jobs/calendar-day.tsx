import { Box, Text, UnstyledButton } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { fullDate } from '../../lib/dates.ts';
import type { WorkLine } from '../../lib/jobs.ts';
import classes from './calendar.module.css';

const shown = 3;
type Props = { day: string; today: string; isOutside: boolean; lines: readonly WorkLine[] };

export function CalendarDay({ day, today, isOutside, lines }: Props) {
  const [isWhole, setWhole] = useState(false);
  const seen = isWhole ? lines : lines.slice(0, shown);
  return (
    <Box
      component="section"
      aria-label={fullDate(day)}
      className={classes.day}
      data-outside={isOutside || undefined}
      data-today={day === today || undefined}
      data-empty={lines.length === 0 || undefined}
    >
      <Text size="sm" className="figures" component="h3" m={0} fw={day === today ? 600 : 400}>
        <span className={classes.number}>{Number(day.slice(8))}</span>
        <span className={classes.full}>{fullDate(day)}</span>
      </Text>
      {seen.map((line) => (
        <Link
          key={line.taskId}
          to="/jobs/$jobId"
          params={{ jobId: line.jobId }}
          search={{ task: line.taskId }}
          className={classes.task}
          data-late={line.isOverdue || undefined}
          title={[line.title, line.client?.name, line.jobTitle].filter(Boolean).join('\n')}
        >
          <span>
            {line.isOverdue && <IconAlertCircle size={12} aria-label="Overdue" />} {line.title}
          </span>
          <span className={classes.whose}>{line.client?.name ?? line.jobTitle}</span>
        </Link>
      ))}
      {lines.length > shown && (
        <UnstyledButton className={classes.more} onClick={() => setWhole(!isWhole)}>
          {isWhole ? 'Fewer' : `${lines.length - shown} more`}
        </UnstyledButton>
      )}
    </Box>
  );
}
