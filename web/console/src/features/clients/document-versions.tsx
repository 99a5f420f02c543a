import { ActionIcon, Badge, Group, Stack, Text, Title } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { AddFiles } from '../../components/add-files.tsx';
import { Day } from '../../components/day.tsx';
import { documentWords } from '../../lib/document-words.ts';
import type { Document } from '../../lib/documents.ts';
import { downloadDocument } from '../../lib/downloads.ts';
import { tellTrouble } from '../../lib/notices.ts';
import { saySize } from '../../lib/sizes.ts';
import { versionsQuery } from '../../lib/versions.ts';

/** What the file was before, and a place for the next one; until that is looked at, the one before is read. */
export function DocumentVersions({ document, nameOf }: { document: Document; nameOf: (by: string) => string }) {
  const { id, can } = document;
  const { data: versions = [] } = useQuery(versionsQuery(id));
  const queries = useQueryClient();
  const read = versions.find(({ isRead }) => isRead)?.n;
  const known = document.current?.n ?? 1;
  const readAnew = () => void queries.invalidateQueries({ queryKey: ['documents'] });
  useEffect(() => {
    if (read !== undefined && read !== known) readAnew();
  }, [read, known]);
  return (
    <Stack gap="xs">
      <Title order={3}>Versions</Title>
      {versions.map(({ n, documentId, size, addedBy, addedAt, status, isRead, can: may }) => (
        <Group key={documentId} gap="sm" wrap="nowrap">
          <Text size="sm" w={72} className="figures">
            {n === undefined ? 'New' : `Version ${n}`}
          </Text>
          <Text size="sm" flex={1} truncate>
            {nameOf(addedBy)}, <Day of={addedAt} withTime />
          </Text>
          <Text size="sm" c="dimmed" className="figures">
            {saySize(size)}
          </Text>
          {isRead ? (
            <Badge color="green">Read now</Badge>
          ) : (
            n === undefined && <Badge color={documentWords[status].colour}>{documentWords[status].says}</Badge>
          )}
          {may.download && (
            <ActionIcon
              size="sm"
              aria-label={`Download version ${n}`}
              onClick={() => void downloadDocument(id, n).catch(tellTrouble)}
            >
              <IconDownload size={16} />
            </ActionIcon>
          )}
        </Group>
      ))}
      {can.replace && <AddFiles path={`/v1/documents/${id}/versions`} act="New version" onCame={readAnew} isOne />}
    </Stack>
  );
}
