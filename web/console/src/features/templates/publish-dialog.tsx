import { Alert, Button, Group, List, Stack, Text, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Dialog } from '../../components/dialog.tsx';
import { LeaveButton } from '../../components/leave-button.tsx';
import { tell, tellTrouble } from '../../lib/notices.ts';
import type { Template } from '../../lib/templates.ts';
import { useWords } from '../../lib/words.ts';
import { faultsQuery, useTemplate } from './requests.ts';

/** The draft becomes the version of which new jobs are made; what is wrong with it is said before. */
export function PublishDialog({ template, onClose }: { template: Template; onClose: () => void }) {
  const { publish } = useTemplate(template);
  const { job } = useWords();
  const { data: faults = [] } = useQuery(faultsQuery(template.id));
  const [note, setNote] = useState('');
  const errors = faults.filter(({ weight }) => weight === 'error');
  const send = (event: FormEvent) => {
    event.preventDefault();
    publish.mutate(note.trim(), {
      onSuccess: () => {
        tell(`Version ${template.latest + 1} is published`);
        onClose();
      },
      onError: tellTrouble,
    });
  };
  return (
    <Dialog isUnsaved={note.trim() !== ''} onClose={onClose} title={`Publish version ${template.latest + 1}`} size="md">
      <form onSubmit={send}>
        <Stack gap="sm">
          <Text size="sm">New {job.many} are made of it from now on. Those that were made stay as they are.</Text>
          {faults.length > 0 && (
            <Alert
              p="xs"
              color={errors.length > 0 ? 'red' : 'yellow'}
              title={errors.length > 0 ? 'No version can be made of it yet' : 'Worth a look'}
            >
              <List size="sm">
                {faults.map(({ path, message }) => (
                  <List.Item key={path + message}>{message}</List.Item>
                ))}
              </List>
            </Alert>
          )}
          <Textarea
            label="What is different"
            description="For your colleagues; may be left empty"
            autosize
            minRows={2}
            maxLength={500}
            data-autofocus
            value={note}
            onChange={({ currentTarget }) => setNote(currentTarget.value)}
          />
          <Group justify="flex-end">
            <LeaveButton onLeave={onClose}>Cancel</LeaveButton>
            <Button type="submit" loading={publish.isPending} disabled={errors.length > 0}>
              Publish
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
