import { ActionIcon, Badge, Group, Text } from '@mantine/core';
import { IconDownload, IconEye, IconEyeOff } from '@tabler/icons-react';
import { Day } from './day.tsx';
import type { Column } from './row-table.tsx';
import { documentWords, kindOf } from '../lib/document-words.ts';
import type { Document } from '../lib/documents.ts';
import type { Folder } from '../lib/folders.ts';
import { downloadDocument } from '../lib/downloads.ts';
import { tellTrouble } from '../lib/notices.ts';
import { saySize } from '../lib/sizes.ts';
import { capital } from '../lib/words.ts';

type Given = { nameOf: (by: string) => string; clientWord: string; folders: readonly Folder[] };

/** The document and its folder both say so. */
export const isShown = ({ visibility, folderId }: Document, folders: readonly Folder[]): boolean =>
  visibility === 'client' && folders.find(({ id }) => id === folderId)?.shown !== 'firm';

const Seen = ({ isByClient, clientWord }: { isByClient: boolean; clientWord: string }) => (
  <Group component="span" gap={4} wrap="nowrap">
    {isByClient ? <IconEye size={14} aria-hidden /> : <IconEyeOff size={14} aria-hidden />}
    <Text span size="sm">
      {isByClient ? capital(clientWord) : 'Firm only'}
    </Text>
  </Group>
);

export const documentColumns = ({ nameOf, clientWord, folders }: Given): readonly Column<Document>[] => [
  { key: 'name', title: 'Name', render: ({ name }) => <span title={name}>{name}</span> },
  {
    key: 'tags',
    title: 'Tags',
    width: '14%',
    has: ({ tags = [] }) => tags.length > 0,
    render: ({ tags = [] }) => tags.join(', '),
    onWide: true,
  },
  { key: 'kind', title: 'Kind', width: 64, render: kindOf, onWide: true },
  { key: 'size', title: 'Size', width: 84, align: 'right', render: ({ size }) => saySize(size), onWide: true },
  { key: 'by', title: 'Added by', width: '16%', render: ({ addedBy }) => nameOf(addedBy), onWide: true },
  { key: 'at', title: 'Added', width: 110, render: ({ addedAt }) => <Day of={addedAt} />, onWide: true },
  {
    key: 'status',
    title: 'State',
    width: 130,
    render: ({ status, why }) => (
      <Badge color={documentWords[status].colour} title={why?.says}>
        {documentWords[status].says}
      </Badge>
    ),
  },
  {
    key: 'seen',
    title: 'Seen by',
    width: 104,
    render: (document) => <Seen isByClient={isShown(document, folders)} clientWord={clientWord} />,
    onWide: true,
  },
  {
    key: 'download',
    title: 'Download',
    isTitleHidden: true,
    width: 44,
    align: 'right',
    render: ({ id, name, can }) =>
      can.download && (
        <ActionIcon
          size="sm"
          aria-label={`Download ${name}`}
          onClick={() => void downloadDocument(id).catch(tellTrouble)}
        >
          <IconDownload size={16} />
        </ActionIcon>
      ),
  },
];
