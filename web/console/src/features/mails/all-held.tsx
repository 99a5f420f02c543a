import { Button, Group, Modal, Text } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Batch, watchBatch } from '../../lib/batches.ts';
import { post } from '../../lib/http.ts';
import { mailsQuery } from '../../lib/mails.ts';
import type { Firm } from '../../lib/me.ts';
import { tellTrouble } from '../../lib/notices.ts';

type Act = 'release' | 'discard';

const words = {
  release: { does: 'Send', title: 'Send what is held?', warns: 'What has been sent cannot be called back.' },
  discard: {
    does: 'Throw away',
    title: 'Throw away what is held?',
    warns: 'None of it can be sent afterwards. What it said stays readable under “Thrown away”.',
  },
} as const;

/** Neither can be taken back, so each asks first and says how many it is about. */
export function AllHeld({ firm }: { firm: Firm }) {
  const { data, hasNextPage } = useInfiniteQuery(mailsQuery({ status: 'held' }));
  const [asked, setAsked] = useState<Act>();
  const queries = useQueryClient();
  const start = useMutation({
    mutationFn: (act: Act) => post<Batch>(`/v1/mails/${act}`, {}),
    onSuccess: ({ id }) => {
      watchBatch(id);
      setAsked(undefined);
      void queries.invalidateQueries({ queryKey: ['mails'] });
    },
    onError: tellTrouble,
  });
  const count = data?.pages.flatMap(({ items }) => items).length ?? 0;
  if (count === 0) return null;
  const mails = hasNextPage ? 'all held mails' : count === 1 ? 'the held mail' : `${count} held mails`;
  return (
    <>
      <Button variant="default" onClick={() => setAsked('discard')}>
        Throw away {mails}
      </Button>
      <Button disabled={!firm.live} onClick={() => setAsked('release')}>
        Send {mails}
      </Button>
      {asked && (
        <Modal opened onClose={() => setAsked(undefined)} title={words[asked].title}>
          <Text size="sm">{words[asked].warns}</Text>
          <Group justify="flex-end" mt="md">
            <Button variant="default" onClick={() => setAsked(undefined)}>
              Cancel
            </Button>
            <Button
              {...(asked === 'discard' && { color: 'red' })}
              loading={start.isPending}
              onClick={() => start.mutate(asked)}
            >
              {words[asked].does} {mails}
            </Button>
          </Group>
        </Modal>
      )}
    </>
  );
}
