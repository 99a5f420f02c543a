import { Button, Group, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { FormModal } from '../../components/form-modal.tsx';
import { HeldMails } from '../../components/held-mails.tsx';
import { LeaveButton } from '../../components/leave-button.tsx';
import { MailTable } from '../../components/mail-table.tsx';
import { useUnsaved } from '../../components/unsaved.tsx';
import { isTyped, showErrors } from '../../lib/forms.ts';
import { mailsQuery, useMailChanges } from '../../lib/mails.ts';
import { useIsLead } from '../../lib/me.ts';
import { tell } from '../../lib/notices.ts';
import { peopleQuery } from '../../lib/client-people.ts';
import { mainContact } from '../../lib/client-people-changes.ts';
import type { Client } from '../../lib/clients.ts';

export function MailsTab({ client }: { client: Client }) {
  const [isWriting, writing] = useDisclosure();
  const isLead = useIsLead();
  return (
    <Stack gap="sm">
      <Group justify="flex-end" gap="xs">
        {isLead && <HeldMails client={client} />}
        {client.can.edit && (
          <Button variant="default" leftSection={<IconPencil size={16} />} onClick={writing.open}>
            Write a mail
          </Button>
        )}
      </Group>
      <MailTable
        query={mailsQuery({ clientId: client.id })}
        none={{
          title: 'No mail yet',
          description: 'What the firm writes to the people of this client will be listed here.',
        }}
      />
      <FormModal opened={isWriting} onClose={writing.close} title={`Write to ${client.name}`} size="lg">
        <Letter client={client} onClose={writing.close} />
      </FormModal>
    </Stack>
  );
}

function Letter({ client, onClose }: { client: Client; onClose: () => void }) {
  const { data: people = [] } = useQuery(peopleQuery(client.id));
  const { write } = useMailChanges();
  const reachable = people.filter(({ mail }) => mail !== undefined);
  const form = useForm({ initialValues: { contactId: mainContact(reachable)?.id ?? null, subject: '', text: '' } });
  useUnsaved(isTyped(form));
  const send = ({ contactId, ...mail }: typeof form.values) =>
    write.mutate(
      { clientId: client.id, contactId: contactId!, ...mail },
      {
        onSuccess: ({ status }) => {
          tell(status === 'held' ? 'The mail is held until the firm goes live' : 'The mail is on its way');
          onClose();
        },
        onError: (error) => showErrors(form, error),
      },
    );
  return (
    <form onSubmit={form.onSubmit(send)}>
      <Stack gap="sm">
        <Select
          label="To"
          required
          withAsterisk={false}
          data={reachable.map(({ id, name, mail }) => ({ value: id, label: `${name} (${mail})` }))}
          {...form.getInputProps('contactId')}
        />
        <TextInput label="Subject" required withAsterisk={false} data-autofocus {...form.getInputProps('subject')} />
        <Textarea label="Text" required withAsterisk={false} autosize minRows={8} {...form.getInputProps('text')} />
        <Group justify="flex-end">
          <LeaveButton onLeave={onClose}>Cancel</LeaveButton>
          <Button type="submit" loading={write.isPending}>
            Send the mail
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
