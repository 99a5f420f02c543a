import { Box, List, Text, UnstyledButton } from '@mantine/core';
import { IconAlertCircle, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { Day } from '../../components/day.tsx';
import type { Upcoming } from '../../lib/series.ts';
import classes from './upcoming.module.css';

const cannot = 'It could not be created: ';

type Props = { items: readonly Upcoming[]; isNarrow?: boolean };

/** The jobs that are to come, a line each; opened, a line says why each of its dates is as it is. */
export function UpcomingJobs({ items, isNarrow = false }: Props) {
  const [open, setOpen] = useState<string>();
  const hasDeadline = !isNarrow && items.some(({ deadline }) => deadline !== undefined);
  const shape = { className: classes.line, 'data-deadline': hasDeadline ? undefined : 'none' };
  return (
    <Box className={isNarrow ? classes.narrow : undefined}>
      <div {...shape} className={`${classes.line} ${classes.head}`} aria-hidden>
        <span />
        <span>For</span>
        <span>Starts</span>
        <span>Due</span>
        {hasDeadline && <span data-wide>Deadline</span>}
      </div>
      <ol className={classes.list} aria-label="The next jobs">
        {items.map(({ period, start, due, deadline, explain }) => {
          const isOpen = open === period.key;
          const trouble = explain.find((line) => line.startsWith(cannot));
          return (
            <li key={period.key} data-open={isOpen || undefined}>
              <UnstyledButton
                {...shape}
                aria-expanded={isOpen}
                onClick={() => setOpen(isOpen ? undefined : period.key)}
              >
                <IconChevronRight size={14} className={classes.sign} aria-hidden />
                <span className={classes.period}>
                  {trouble !== undefined && (
                    <IconAlertCircle
                      size={14}
                      color="var(--mantine-color-error)"
                      aria-label="Could not be created"
                      style={{ verticalAlign: -2, marginRight: 4 }}
                    />
                  )}
                  {period.label}
                </span>
                <Day of={start} />
                <span>
                  {due === undefined ? (
                    <Text span size="sm" c="dimmed">
                      not known yet
                    </Text>
                  ) : (
                    <Day of={due} />
                  )}
                </span>
                {hasDeadline && <span data-wide>{deadline !== undefined && <Day of={deadline} />}</span>}
              </UnstyledButton>
              {isOpen && (
                <List size="sm" className={classes.why} listStyleType="none">
                  {explain.map((line) => (
                    <List.Item key={line} c={line === trouble ? 'var(--mantine-color-error)' : 'dimmed'}>
                      {line}
                    </List.Item>
                  ))}
                </List>
              )}
            </li>
          );
        })}
      </ol>
    </Box>
  );
}
