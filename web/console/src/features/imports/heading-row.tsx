import { Group, Select, Text } from '@mantine/core';
import type { Asked, Preview } from './requests.ts';

type Headings = NonNullable<Asked['headings']>;
type Props = { preview: Preview; headings: Asked['headings']; onChange: (headings: Headings) => void };

const none = 'none';
const mostOffered = 10;

/** The first rows that headings can stand in. */
function offered({ headingRow, rows, skipped }: Preview): number[] {
  const filled = [...rows, ...skipped.filter(({ why }) => why !== 'blank')].map(({ row }) => row);
  const first = filled.toSorted((a, b) => a - b).slice(0, mostOffered);
  return [...new Set(headingRow === undefined ? first : [...first, headingRow])].toSorted((a, b) => a - b);
}

/** Where the headings of a file stand, if it has any, and which rows are above them. */
export function HeadingRow({ preview, headings, onChange }: Props) {
  const value = headings === false ? none : String(headings ?? preview.headingRow ?? none);
  const above = preview.skipped.filter(({ why }) => why === 'above the headings').map(({ row }) => row);
  return (
    <Group gap="sm">
      <Select
        aria-label="Where the headings stand"
        size="xs"
        w={260}
        allowDeselect={false}
        data={[
          { value: none, label: 'No headings: the first row is data' },
          ...offered(preview).map((row) => ({ value: String(row), label: `Headings in row ${row}` })),
        ]}
        value={value}
        onChange={(to) => to !== null && to !== value && onChange(to === none ? false : Number(to))}
      />
      {above.length > 0 && (
        <Text size="sm">
          {above.length === 1 ? `Row ${above[0]} above them is` : `Rows ${above.join(', ')} above them are`} left out.
        </Text>
      )}
    </Group>
  );
}
