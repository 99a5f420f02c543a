import { Stack } from '@mantine/core';
import { History } from '../../components/history.tsx';
import { historyQuery } from '../../lib/history.ts';
import type { Client } from '../../lib/clients.ts';
import { VerifyClient } from './verify-client.tsx';

const paths = {
  timeline: (id: string) => `/v1/clients/${id}/timeline`,
  audit: (id: string) => `/v1/audit/records/${id}`,
};

/** The timeline tells of the client and its people; the audit is the client's own chain, with its proof. */
export function HistoryTab({ client, of }: { client: Client; of: keyof typeof paths }) {
  return (
    <Stack gap="md" maw={880}>
      {of === 'audit' && <VerifyClient clientId={client.id} />}
      <History query={historyQuery(['clients', client.id], paths[of](client.id))} isExact={of === 'audit'} />
    </Stack>
  );
}
