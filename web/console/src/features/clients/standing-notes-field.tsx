import { ActionIcon, Button, Group, Stack, Textarea } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { ClientForm } from './client-editor.tsx';

/** Short texts that everyone must know; each keeps who wrote it. */
export function StandingNotesField({ form }: { form: ClientForm }) {
  const notes = form.values.standingNotes;
  return (
    <Stack gap={6}>
      {notes.map((note, i) => (
        <Group key={note.id ?? `new-${i}`} gap={4} wrap="nowrap" align="flex-start">
          <Textarea
            aria-label={`Standing note ${i + 1}`}
            autosize
            maxLength={500}
            flex={1}
            {...form.getInputProps(`standingNotes.${i}.text`)}
          />
          <ActionIcon
            mt={4}
            aria-label={`Take standing note ${i + 1} away`}
            onClick={() => form.removeListItem('standingNotes', i)}
          >
            <IconX size={16} />
          </ActionIcon>
        </Group>
      ))}
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        w="fit-content"
        leftSection={<IconPlus size={14} />}
        onClick={() => form.insertListItem('standingNotes', { text: '' })}
      >
        Standing note
      </Button>
    </Stack>
  );
}
