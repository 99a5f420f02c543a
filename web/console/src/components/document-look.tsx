import { Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Dialog } from './dialog.tsx';
import { documentWords } from '../lib/document-words.ts';
import { type Document, documentQuery } from '../lib/documents.ts';
import { downloadDocument } from '../lib/downloads.ts';
import { tellTrouble } from '../lib/notices.ts';
import { DocumentPreview, isShowable } from './document-preview.tsx';
import { Trouble } from './trouble.tsx';

type Props = { id: string; name: string; onClose: () => void };

/** One file, looked at beside what it was sent for. */
export function DocumentLook({ id, name, onClose }: Props) {
  const { data: document, error, refetch } = useQuery(documentQuery(id));
  return (
    <Dialog onClose={onClose} title={name} size="xl" closeOnClickOutside>
      {error && !document && <Trouble error={error} onRetry={() => void refetch()} />}
      {!document && !error && <Skeleton h={240} />}
      {document && <Inside document={document} />}
    </Dialog>
  );
}

/** Why it is not shown, where it is not. */
function whyNot({ can, status, why, ...file }: Document): string | undefined {
  if (!can.download) return [documentWords[status].says, why?.says].filter((one) => one !== undefined).join(': ');
  return isShowable(file) ? undefined : 'A file of this kind or size is not shown here. Download it to look at it.';
}

function Inside({ document }: { document: Document }) {
  const hidden = whyNot(document);
  return (
    <Stack gap="sm">
      {hidden === undefined ? <DocumentPreview document={document} /> : <Text>{hidden}</Text>}
      {document.can.download && (
        <Group>
          <Button
            variant="default"
            leftSection={<IconDownload size={16} />}
            onClick={() => void downloadDocument(document.id).catch(tellTrouble)}
          >
            Download
          </Button>
        </Group>
      )}
    </Stack>
  );
}
