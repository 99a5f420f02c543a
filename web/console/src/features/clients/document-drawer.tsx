import { Alert, Badge, Button, Drawer, Group, Stack, Switch, TagsInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconDownload } from '@tabler/icons-react';
import { Day } from '../../components/day.tsx';
import { Fact, Facts } from '../../components/fact.tsx';
import { documentWords, kindOf } from '../../lib/document-words.ts';
import { type Document, useDocumentAct } from '../../lib/documents.ts';
import { downloadDocument } from '../../lib/downloads.ts';
import { showErrors } from '../../lib/forms.ts';
import { tell, tellTrouble } from '../../lib/notices.ts';
import { saySize } from '../../lib/sizes.ts';
import { HeldDocument } from './held-document.tsx';

type Given = { nameOf: (by: string) => string; mayEdit: boolean; clientWord: string };
type Props = Given & { document: Document | undefined; onClose: () => void };

/** All about one file, and what can be done with it. */
export const DocumentDrawer = ({ document, onClose, ...given }: Props) => (
  <Drawer opened={document !== undefined} onClose={onClose} title={document?.name ?? ''}>
    {document && <Inside key={document.id} document={document} {...given} />}
  </Drawer>
);

function Inside({ document, nameOf, mayEdit, clientWord }: Given & { document: Document }) {
  const { status, why, letThrough, can } = document;
  return (
    <Stack gap="md">
      <Facts>
        <Fact label="State">
          <Badge color={documentWords[status].colour}>{documentWords[status].says}</Badge>
        </Fact>
        <Fact label="Kind">{kindOf(document)}</Fact>
        <Fact label="Size">{saySize(document.size)}</Fact>
        <Fact label="Added by">{nameOf(document.addedBy)}</Fact>
        <Fact label="Added">
          <Day of={document.addedAt} withTime />
        </Fact>
        <Fact label="Let through">{letThrough && `${nameOf(letThrough.by)}: ${letThrough.reason}`}</Fact>
      </Facts>
      {why && (
        <Alert color={documentWords[status].colour} p="xs" role="note">
          {why.says}
        </Alert>
      )}
      {can.download && (
        <Group>
          <Button
            leftSection={<IconDownload size={16} />}
            onClick={() => void downloadDocument(document.id).catch(tellTrouble)}
          >
            Download
          </Button>
        </Group>
      )}
      {can.decide && <HeldDocument document={document} />}
      {mayEdit && document.erasedAt === undefined && (
        <Fields key={document.version} document={document} clientWord={clientWord} />
      )}
    </Stack>
  );
}

function Fields({ document, clientWord }: { document: Document; clientWord: string }) {
  const { name, tags = [], visibility } = document;
  const form = useForm({ initialValues: { name, tags: [...tags], isShown: visibility === 'client' } });
  const { mutate, isPending } = useDocumentAct(document);
  const save = ({ isShown, ...said }: typeof form.values) =>
    mutate(
      { change: { ...said, visibility: isShown ? 'client' : 'firm' } },
      { onSuccess: () => tell(`${said.name} is changed`), onError: (error) => showErrors(form, error) },
    );
  return (
    <form onSubmit={form.onSubmit(save)}>
      <Stack gap="sm">
        <TextInput
          label="Name"
          description="Its ending stays what the file is"
          required
          withAsterisk={false}
          {...form.getInputProps('name')}
        />
        <TagsInput label="Tags" placeholder="A tag, then Enter" maxTags={20} {...form.getInputProps('tags')} />
        <Switch
          size="sm"
          label={`The ${clientWord} sees it on their page`}
          {...form.getInputProps('isShown', { type: 'checkbox' })}
        />
        <Group justify="flex-end">
          <Button type="submit" variant="default" loading={isPending} disabled={!form.isDirty()}>
            Save the changes
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
