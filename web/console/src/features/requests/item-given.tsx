import { Button, Stack, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Day } from '../../components/day.tsx';
import { FileLine } from '../../components/file-line.tsx';
import { peopleQuery } from '../../lib/client-people.ts';
import { keepText } from '../../lib/downloads.ts';
import { readText } from '../../lib/http.ts';
import { useMemberName } from '../../lib/me.ts';
import { tellTrouble } from '../../lib/notices.ts';
import type { Request, RequestItem } from '../../lib/requests.ts';
import { AnswerTable } from './answer-table.tsx';

type Props = { request: Request; item: RequestItem };
/** What the client has given, or someone of the firm for them. */
export function ItemGiven({ request: { id, clientId }, item }: Props) {
  const { asks, given, files = [], cells } = item;
  const memberName = useMemberName();
  const { data: people = [] } = useQuery(peopleQuery(clientId));
  const nameOf = (by: string) => people.find((one) => one.id === by)?.name ?? memberName(by);
  const keep = () =>
    void readText(`/v1/requests/${id}/items/${item.id}/answers.csv`)
      .then((text) => keepText(`${item.title}.csv`, 'text/csv', text))
      .catch(tellTrouble);
  return (
    <>
      {given?.text !== undefined && <Text style={{ whiteSpace: 'pre-wrap' }}>{given.text}</Text>}
      {given?.confirmed && <Text>Confirmed</Text>}
      {files.map((file) => (
        <FileLine key={file.documentId} clientId={clientId} file={file} />
      ))}
      {asks.kind === 'table' && (
        <Stack gap="xs" align="flex-start">
          <AnswerTable asks={asks} cells={cells ?? {}} title={item.title} />
          <Button size="compact-sm" variant="default" leftSection={<IconDownload size={14} />} onClick={keep}>
            Download the answers as CSV
          </Button>
        </Stack>
      )}
      {given && (
        <Text size="sm" c="dimmed">
          {nameOf(given.by)}, <Day of={given.at} withTime />
        </Text>
      )}
    </>
  );
}
