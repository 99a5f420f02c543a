import { Alert, Checkbox, Skeleton, Stack, Table, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type * as z from 'zod';
import { Dialog } from '../../components/dialog.tsx';
import type { WriteBackPreview } from '../../../../../functions/organizers/write-back.ts';
import { DialogFoot } from '../../components/dialog-foot.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { read } from '../../lib/http.ts';
import { tell } from '../../lib/notices.ts';
import { sayTarget } from '../../lib/organizer-words.ts';
import { type Organizer, useOrganizerAct } from '../../lib/organizers.ts';
import { messageOf } from '../../lib/problem.ts';
import { useWords } from '../../lib/words.ts';

type Preview = z.output<typeof WriteBackPreview>;
type Line = Preview['lines'][number];

const sayPlain = (value: Line['after'] | undefined) =>
  value === undefined ? '–' : typeof value === 'boolean' ? (value ? 'Yes' : 'No') : String(value);

/** What accepting would write into the client's record, line by line; what is not ticked stays as it is. */
export function AcceptDialog({ organizer, onClose }: { organizer: Organizer; onClose: () => void }) {
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery({
    queryKey: ['organizers', organizer.id, 'write-back'],
    queryFn: () => read<Preview>(`/v1/organizers/${organizer.id}/write-back`),
    staleTime: 0,
    gcTime: 0,
  });
  const { mutate, isPending, error: refused } = useOrganizerAct(organizer.id);
  const [leave, setLeave] = useState<ReadonlySet<string>>(new Set());
  const { client } = useWords();
  const toggle = (question: string) =>
    setLeave((had) =>
      had.has(question) ? new Set([...had].filter((one) => one !== question)) : new Set([...had, question]),
    );
  const accept = (event: FormEvent) => {
    event.preventDefault();
    if (!data) return;
    mutate(
      { path: '/accept', body: { digest: data.digest, leave: [...leave] } },
      {
        onSuccess: () => {
          void queries.invalidateQueries({ queryKey: ['clients', organizer.clientId] });
          void queries.invalidateQueries({ queryKey: ['people'] });
          tell('The organizer is accepted');
          onClose();
        },
        // Something moved meanwhile: what is shown next is how it is now.
        onError: () => void refetch(),
      },
    );
  };
  const lines = data?.lines ?? [];
  const writes = lines.filter(({ question, problem }) => problem === undefined && !leave.has(question)).length;
  return (
    <Dialog onClose={onClose} title="Accept the organizer" size="lg">
      <form onSubmit={accept}>
        <Stack gap="sm">
          {error && !data && <Trouble error={error} onRetry={() => void refetch()} />}
          {!data && !error && <Skeleton h={120} />}
          {data && lines.length === 0 && <Text>Nothing changes in the record of the {client.one}.</Text>}
          {lines.length > 0 && (
            <Table aria-label="What is written into the record">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>Question</Table.Th>
                  <Table.Th>Now</Table.Th>
                  <Table.Th>Then</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {lines.map(({ question, target, text, before, after, problem }) => (
                  <Table.Tr key={question}>
                    <Table.Td>
                      <Checkbox
                        label={text}
                        description={problem ?? sayTarget(target)}
                        checked={problem === undefined && !leave.has(question)}
                        disabled={problem !== undefined}
                        onChange={() => toggle(question)}
                      />
                    </Table.Td>
                    <Table.Td>{sayPlain(before)}</Table.Td>
                    <Table.Td>{sayPlain(after)}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          )}
          {refused && (
            <Alert color="red" role="alert" p="xs">
              {messageOf(refused)}
            </Alert>
          )}
          <DialogFoot
            act={writes === 0 ? 'Accept' : `Accept and write ${writes} ${writes === 1 ? 'field' : 'fields'}`}
            isPending={isPending}
            onBack={onClose}
          />
        </Stack>
      </form>
    </Dialog>
  );
}
