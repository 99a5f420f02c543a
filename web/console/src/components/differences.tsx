import { List, Text } from '@mantine/core';
import type * as z from 'zod';
import { capital } from '../lib/words.ts';
import type { TemplateDiff } from '../../../../functions/templates/diff.ts';

export type Diff = z.output<typeof TemplateDiff>;

const say = (value: unknown): string =>
  value === undefined ? 'nothing' : typeof value === 'string' ? `“${value}”` : JSON.stringify(value);

export const isSame = ({ fields, tasks, requests }: Diff): boolean =>
  [fields, tasks.added, tasks.removed, tasks.changed, requests.added, requests.removed, requests.changed].every(
    ({ length }) => length === 0,
  );

function Part({ what, part }: { what: string; part: Diff['tasks'] }) {
  return (
    <>
      {part.added.map(({ key, title }) => (
        <List.Item key={`+${key}`}>
          New {what}: {title}
        </List.Item>
      ))}
      {part.removed.map(({ key, title }) => (
        <List.Item key={`-${key}`}>
          {capital(what)} left out: {title}
        </List.Item>
      ))}
      {part.changed.map(({ key, title, fields }) => (
        <List.Item key={key}>
          {title}
          {fields.map(({ field, from, to }) => (
            <Text key={field} size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
              {field}: {say(from)} → {say(to)}
            </Text>
          ))}
        </List.Item>
      ))}
    </>
  );
}

/** What is different between two contents of a template, step by step. */
export const Differences = ({ diff }: { diff: Diff }) => (
  <List size="sm">
    {diff.fields.map(({ field, from, to }) => (
      <List.Item key={field}>
        {field}: {say(from)} → {say(to)}
      </List.Item>
    ))}
    <Part what="step" part={diff.tasks} />
    <Part what="request" part={diff.requests} />
  </List>
);
