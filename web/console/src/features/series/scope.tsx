import { Radio, Select, Stack } from '@mantine/core';
import type { Upcoming } from '../../lib/series.ts';

/** Which jobs a change is for. */
export type Scope = { of: 'all' } | { of: 'following'; from: string };

type Props = { value: Scope; onChange: (scope: Scope) => void; upcoming: readonly Upcoming[] };

/** All that are not begun, or those from a period on. What was created stays as it is. */
export function ScopeField({ value, onChange, upcoming }: Props) {
  // From the next one on is the same as all.
  const later = upcoming.slice(1);
  const from = value.of === 'following' ? value.from : (later[0]?.period.start ?? '');
  return (
    <Stack gap="xs">
      <Radio.Group
        label="What it holds for"
        description="Jobs that were created stay as they are"
        value={value.of}
        onChange={(of) => onChange(of === 'all' ? { of } : { of: 'following', from })}
      >
        <Stack gap={6} mt={6}>
          <Radio value="all" label="All that are yet to come" />
          <Radio value="following" label="One period and those that follow" disabled={later.length === 0} />
        </Stack>
      </Radio.Group>
      {value.of === 'following' && (
        <Select
          label="From"
          data={later.map(({ period: { start, label } }) => ({ value: start, label }))}
          allowDeselect={false}
          value={value.from}
          onChange={(start) => start !== null && onChange({ of: 'following', from: start })}
        />
      )}
    </Stack>
  );
}
