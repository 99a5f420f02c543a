import { ScrollArea, Table, TextInput } from '@mantine/core';
import type { RequestItem } from '../../lib/requests.ts';

type Asks = Extract<RequestItem['asks'], { kind: 'table' }>;

type Props = {
  asks: Asks;
  cells: Record<string, string>;
  title: string;
  /** Within a form that takes each cell by its name. */
  isFilledIn?: boolean;
};

/** What was sent along, and beside it what was answered, or is to be. */
export const AnswerTable = ({ asks: { columns, rows, asks }, cells, title, isFilledIn = false }: Props) => (
  <ScrollArea.Autosize mah={420} w="100%" viewportProps={{ tabIndex: 0 }}>
    <Table aria-label={title} fz="sm" verticalSpacing={6} withRowBorders stickyHeader>
      <Table.Thead>
        <Table.Tr>
          {[...columns, ...asks].map((one, i) => (
            // oxlint-disable-next-line react/no-array-index-key -- two columns may have one heading, and none moves
            <Table.Th key={i} fw={500}>
              {one}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row, r) => (
          // oxlint-disable-next-line react/no-array-index-key -- a row is known by its place
          <Table.Tr key={r}>
            {row.map((cell, c) => (
              // oxlint-disable-next-line react/no-array-index-key -- so is a cell
              <Table.Td key={c}>{cell}</Table.Td>
            ))}
            {asks.map((ask, a) => (
              <Table.Td key={ask} fw={500}>
                {isFilledIn ? (
                  <TextInput
                    size="xs"
                    miw={{ base: 96, sm: 140 }}
                    maxLength={500}
                    name={`${r}:${a}`}
                    aria-label={`${ask} Row ${r + 1}`}
                    defaultValue={cells[`${r}:${a}`] ?? ''}
                  />
                ) : (
                  (cells[`${r}:${a}`] ?? '–')
                )}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  </ScrollArea.Autosize>
);
