import { Stack, Switch, Text, Title } from '@mantine/core';
import type { Member } from '../../lib/me.ts';
import { tellTrouble } from '../../lib/notices.ts';
import { useMemberChange } from './requests.ts';
import { type Right, rightWords } from './roles.ts';

/** What of the firm's money someone sees, by their role or because they were given it; it acts with their next click. */
export function RightsList({ member }: { member: Member }) {
  const change = useMemberChange(member);
  const turn = (right: Right, isOn: boolean) =>
    change.mutate({ rights: { ...member.rights, [right]: isOn } }, { onError: tellTrouble });
  return (
    <Stack gap="xs">
      <Title order={2}>Sees of the money</Title>
      {(Object.keys(rightWords) as Right[]).map((right) => (
        <Switch
          key={right}
          size="xs"
          label={rightWords[right]}
          checked={member.sees?.[right] ?? false}
          disabled={!member.can.edit || change.isPending}
          onChange={({ currentTarget }) => turn(right, currentTarget.checked)}
        />
      ))}
      <Text size="xs" c="dimmed">
        Acts with their next click
      </Text>
    </Stack>
  );
}
