import { Button, Group, List, Modal, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { Member } from '../../lib/me.ts';
import { tell, tellTrouble } from '../../lib/notices.ts';
import { useMemberAct } from './requests.ts';

export function MemberActs({ member }: { member: Member }) {
  const act = useMemberAct(member);
  const [isAsking, asking] = useDisclosure();
  const run = (what: 'invite' | 'disable' | 'enable', said: string) =>
    act.mutate(what, {
      onSuccess: () => {
        tell(said);
        asking.close();
      },
      onError: tellTrouble,
    });
  if (!member.can.edit) return null;
  if (member.status === 'disabled')
    return (
      <Button
        variant="default"
        loading={act.isPending}
        onClick={() => run('enable', `${member.name} has access again`)}
      >
        Give access back
      </Button>
    );
  return (
    <>
      <Button variant="default" loading={act.isPending} onClick={() => run('invite', `A new invitation is on its way`)}>
        Invite again
      </Button>
      {member.can.disable && (
        <Button variant="default" c="red" onClick={asking.open}>
          End access
        </Button>
      )}
      <Modal opened={isAsking} onClose={asking.close} title={`End the access of ${member.name}?`}>
        <List size="sm" mb="md">
          <List.Item>They are signed out with their next click</List.Item>
          <List.Item>Their name stays in every history</List.Item>
          <List.Item>What they are responsible for stays with them until you hand it over</List.Item>
        </List>
        <Text size="sm" c="dimmed">
          Access can be given back.
        </Text>
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={asking.close}>
            Cancel
          </Button>
          <Button
            color="red"
            loading={act.isPending}
            onClick={() => run('disable', `${member.name} has no access any more`)}
          >
            End access
          </Button>
        </Group>
      </Modal>
    </>
  );
}
