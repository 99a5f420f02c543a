import { Anchor, Group } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { post } from '../../lib/http.ts';
import { tellTrouble } from '../../lib/notices.ts';
import type { Client } from '../../lib/clients.ts';

/** Masked until someone asks to see it, which their name is put to in the history. */
export function SensitiveNumber({ client }: { client: Client }) {
  const show = useMutation({
    mutationFn: () => post<{ value: string }>(`/v1/clients/${client.id}/reveal`, { field: 'taxId' }),
    onError: tellTrouble,
  });
  return (
    <Group gap={8} component="span">
      {show.data?.value ?? client.taxId}
      {client.can.reveal && (
        <Anchor
          component="button"
          type="button"
          size="sm"
          onClick={() => (show.data ? show.reset() : show.mutate())}
          title="Every look is kept in the history"
        >
          {show.data ? 'Hide' : 'Show'}
        </Anchor>
      )}
    </Group>
  );
}
