import { Button, Group, Stack, Text } from '@mantine/core';
import { Dialog } from '../../components/dialog.tsx';
import { tell, tellTrouble } from '../../lib/notices.ts';
import type { PageLink, useLinks } from './links.ts';
import type { Person } from './requests.ts';

type Props = {
  person: Person;
  gone: 'all' | PageLink;
  links: ReturnType<typeof useLinks>;
  onClose: () => void;
};

/** What is revoked does not come back; a new link does. */
export function RevokeDialog({ person, gone, links: { revoke, revokeAll }, onClose }: Props) {
  const isAll = gone === 'all';
  const says = {
    onSuccess: () => tell(isAll ? 'No link opens their page any more' : 'The link opens nothing any more'),
    onError: tellTrouble,
    onSettled: onClose,
  };
  const act = () => (isAll ? revokeAll.mutate(undefined, says) : revoke.mutate(gone.id, says));
  return (
    <Dialog onClose={onClose} title={isAll ? 'Revoke all links' : 'Revoke the link'} size="md">
      <Stack gap="sm">
        <Text size="sm">
          {isAll
            ? `No link opens the page of ${person.name} any more, and whoever came by one has to leave.`
            : `The link no longer opens the page of ${person.name}, and whoever came by it has to leave.`}{' '}
          They can be sent a new one.
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Back
          </Button>
          <Button color="red" data-autofocus loading={revoke.isPending || revokeAll.isPending} onClick={act}>
            {isAll ? 'Revoke all links' : 'Revoke the link'}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
