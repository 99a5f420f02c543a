import { Anchor, Badge, Button, Group, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { downloadDocument } from '../lib/downloads.ts';
import { tellTrouble } from '../lib/notices.ts';
import type { RequestItem } from '../lib/requests.ts';
import { saySize } from '../lib/sizes.ts';
import { DocumentLook } from './document-look.tsx';

type File = NonNullable<RequestItem['files']>[number];

const fileWords: Record<File['status'], { says: string; colour: string }> = {
  checking: { says: 'Being checked', colour: 'blue' },
  held: { says: 'Waits to be let through', colour: 'yellow' },
  received: { says: 'Received', colour: 'green' },
  rejected: { says: 'Turned away', colour: 'red' },
  'sent-back': { says: 'Sent back', colour: 'gray' },
  'taken-back': { says: 'Taken back', colour: 'gray' },
};

type Props = { clientId: string; file: File };

/** A file that a client sent: how far it is, and the way to look at it and to have it, or to where someone decides on it. */
export function FileLine({ clientId, file: { documentId, name, size, status, why } }: Props) {
  const { says, colour } = fileWords[status];
  const [isLookedAt, setLookedAt] = useState(false);
  const isHere = status !== 'checking' && status !== 'held' && status !== 'rejected';
  return (
    <Group gap="xs" wrap="nowrap">
      {isHere ? (
        <Anchor component="button" size="sm" truncate title={name} onClick={() => setLookedAt(true)}>
          {name}
        </Anchor>
      ) : (
        <Text size="sm" truncate title={name}>
          {name}
        </Text>
      )}
      <Text size="sm" c="dimmed" className="figures" style={{ flexShrink: 0 }}>
        {saySize(size)}
      </Text>
      <Badge color={colour} title={why} style={{ flexShrink: 0 }}>
        {says}
      </Badge>
      {status === 'held' && (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={`Decide on ${name}`}
          style={{ flexShrink: 0 }}
          renderRoot={(props) => (
            <Link
              to="/clients/$clientId"
              params={{ clientId }}
              search={{ tab: 'documents', document: documentId }}
              {...props}
            />
          )}
        >
          Decide on it
        </Button>
      )}
      {isHere && (
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconDownload size={14} />}
          aria-label={`Download ${name}`}
          style={{ flexShrink: 0 }}
          onClick={() => void downloadDocument(documentId).catch(tellTrouble)}
        >
          Download
        </Button>
      )}
      {isLookedAt && <DocumentLook id={documentId} name={name} onClose={() => setLookedAt(false)} />}
    </Group>
  );
}
