import { Alert, List } from '@mantine/core';
import type { Questionnaire } from '../../lib/questionnaires.ts';
import { sayPlace } from './faults.ts';

const mostNamed = 8;

/** Why it cannot be released, or what may be worth a look before: each by its place. */
export function FaultSummary({ questionnaire: { faults, content } }: { questionnaire: Questionnaire }) {
  if (faults.length === 0) return null;
  const isBroken = faults.some(({ weight }) => weight === 'error');
  const more = faults.length - mostNamed;
  return (
    <Alert
      color={isBroken ? 'red' : 'yellow'}
      p="xs"
      mb="md"
      maw={760}
      title={isBroken ? 'It cannot be released yet' : 'Worth a look before it is released'}
    >
      <List size="sm">
        {faults.slice(0, mostNamed).map((fault) => (
          <List.Item key={fault.path + fault.message}>
            {sayPlace(content, fault)}: {fault.message}
          </List.Item>
        ))}
        {more > 0 && <List.Item>And {more} more</List.Item>}
      </List>
    </Alert>
  );
}
