import { Anchor, Group, Text } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { downloadDocument } from '../../lib/downloads.ts';
import { tellTrouble } from '../../lib/notices.ts';
import type { Message } from '../../lib/threads.ts';

type File = Message['files'][number];

const stateWords: Readonly<Record<File['status'], string>> = {
  checking: 'Being checked',
  received: 'Held',
  rejected: 'Turned away',
};

/** The files that go with a message, and the names of those that came with a mail and could not be taken. */
export function Files({ files, leftOut = [] }: { files: readonly File[]; leftOut?: readonly string[] | undefined }) {
  return (
    <>
      {files.map(({ id, name, status, why, canDownload }) => (
        <Group key={id} gap={6} mt={4} wrap="nowrap">
          <IconPaperclip size={14} aria-hidden />
          {canDownload ? (
            <Anchor component="button" size="sm" onClick={() => void downloadDocument(id).catch(tellTrouble)}>
              {name}
            </Anchor>
          ) : (
            <Text size="sm">
              {name}{' '}
              <Text span size="sm" c="dimmed">
                {stateWords[status]}
                {why !== undefined && `: ${why}`}
              </Text>
            </Text>
          )}
        </Group>
      ))}
      {leftOut.length > 0 && (
        <Text size="sm" c="dimmed" mt={4}>
          Came by mail and could not be taken: {leftOut.join(', ')}
        </Text>
      )}
    </>
  );
}
