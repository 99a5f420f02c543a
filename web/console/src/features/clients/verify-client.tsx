import { Alert, Button, Group, Text } from '@mantine/core';
import { IconShieldCheck, IconShieldX } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type * as z from 'zod';
import type { Verdict } from '../../../../../functions/audit/verify.ts';
import { post } from '../../lib/http.ts';
import { tellTrouble } from '../../lib/notices.ts';

type Answer = z.output<typeof Verdict>;

/** Asks until there is no more to check: each call works for some seconds. */
async function verify(clientId: string): Promise<Answer> {
  let answer: Answer;
  let cursor: string | undefined;
  do {
    answer = await post<Answer>('/v1/audit/verify', { clientId, ...(cursor !== undefined && { cursor }) });
    cursor = answer.next;
  } while (cursor !== undefined && answer.verdict === 'intact');
  return answer;
}

export function VerifyClient({ clientId }: { clientId: string }) {
  const check = useMutation({ mutationFn: () => verify(clientId), onError: tellTrouble });
  const isIntact = check.data?.verdict === 'intact';
  return (
    <>
      <Group justify="space-between">
        <Text c="dimmed" size="sm">
          Every change of this client, in a chain that shows if one was altered or left out
        </Text>
        <Button variant="default" loading={check.isPending} onClick={() => check.mutate()}>
          Verify this history
        </Button>
      </Group>
      {check.data && (
        <Alert
          role="status"
          color={isIntact ? 'green' : 'red'}
          icon={isIntact ? <IconShieldCheck /> : <IconShieldX />}
          title={isIntact ? 'Nothing was altered or left out' : 'This history was tampered with'}
        >
          {check.data.says}
        </Alert>
      )}
    </>
  );
}
