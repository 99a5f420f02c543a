import { Badge, Group, Text } from '@mantine/core';
import type { StepLine } from '../../lib/onboardings.ts';
import { sayTime, secondsBetween, stepStates } from './words.ts';

type Props = { number: number; title: string; step: StepLine; unsent: number; now: number };

/** How long it took from its beginning, or how long it has been under way. */
function elapsedOf({ startedAt, doneAt, state }: StepLine, now: number): string | undefined {
  if (startedAt === undefined || state === 'skipped') return undefined;
  return doneAt === undefined
    ? `${sayTime(secondsBetween(startedAt, now))} so far`
    : `took ${sayTime(secondsBetween(startedAt, doneAt))}`;
}

/** A step on one line: what it is, how it stands, and its two clocks. */
export function StepHead({ number, title, step, unsent, now }: Props) {
  const { says, colour } = stepStates[step.state];
  const elapsed = elapsedOf(step, now);
  const touch = step.touchSeconds + unsent;
  return (
    <Group justify="space-between" gap="xs" pr="xs">
      <Group gap="xs">
        <Text span c="dimmed" className="figures">
          {number}
        </Text>
        <Text span fw={500}>
          {title}
        </Text>
        <Badge color={colour}>{says}</Badge>
      </Group>
      <Text span size="sm" c="dimmed" className="figures">
        {[touch >= 1 && `worked ${sayTime(touch)}`, elapsed].filter(Boolean).join(', ')}
      </Text>
    </Group>
  );
}
