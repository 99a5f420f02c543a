import { Alert, Badge, Button, Group, Select, Stack, Switch, TagsInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { Link } from '@tanstack/react-router';
import { Day } from '../../components/day.tsx';
import { DocumentPreview } from '../../components/document-preview.tsx';
import { Fact, Facts } from '../../components/fact.tsx';
import { FormDrawer } from '../../components/form-drawer.tsx';
import { HeldDocument } from '../../components/held-document.tsx';
import { OvertakenAlert } from '../../components/overtaken-alert.tsx';
import { useUnsaved } from '../../components/unsaved.tsx';
import { documentWords, kindOf } from '../../lib/document-words.ts';
import { type Document, useDocumentAct } from '../../lib/documents.ts';
import { retentionChoices, retentionWords } from '../../lib/folder-words.ts';
import type { Folder } from '../../lib/folders.ts';
import { useOvertaken } from '../../lib/overtaken.ts';
import { isTyped, showErrors } from '../../lib/forms.ts';
import { tell } from '../../lib/notices.ts';
import { saySize } from '../../lib/sizes.ts';
import { DocumentActs } from './document-acts.tsx';
import { DocumentSight } from './document-sight.tsx';
import { DocumentVersions } from './document-versions.tsx';
import { DocumentHold } from './legal-hold.tsx';

type Given = {
  nameOf: (by: string) => string;
  mayEdit: boolean;
  clientWord: string;
  folders: readonly Folder[];
};
type Props = Given & { document: Document | undefined; onClose: () => void };

/** All about one file, and what can be done with it. */
export const DocumentDrawer = ({ document, onClose, ...given }: Props) => (
  <FormDrawer opened={document !== undefined} onClose={onClose} title={document?.name ?? ''} size="lg">
    {document && <Inside key={document.id} document={document} onClose={onClose} {...given} />}
  </FormDrawer>
);

type InsideProps = { document: Document; onClose: () => void };

function Inside({ document, nameOf, mayEdit, clientWord, folders, onClose }: Given & InsideProps) {
  const { status, why, letThrough, can, trashed, legalHold } = document;
  const folder = folders.find(({ id }) => id === document.folderId);
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
        <Fact label="Folder">{folder?.path.join(' / ')}</Fact>
        <Fact label="Version">
          {document.current && `${document.current.n}, by ${nameOf(document.current.addedBy)}`}
        </Fact>
        <Fact label="Sealed">{document.sealed && <Day of={document.sealed.at} withTime />}</Fact>
        <Fact label="Letter">
          {document.letterId !== undefined && (
            <Link to="/letters/$letterId" params={{ letterId: document.letterId }}>
              What was signed
            </Link>
          )}
        </Fact>
        <Fact label="Let through">{letThrough && `${nameOf(letThrough.by)}: ${letThrough.reason}`}</Fact>
      </Facts>
      {why && (
        <Alert color={documentWords[status].colour} p="xs" role="note">
          {why.says}
        </Alert>
      )}
      {trashed && (
        <Alert color="gray" p="xs" role="note">
          {nameOf(trashed.by)} threw it away{trashed.reason === undefined ? '' : `: ${trashed.reason}`}. It is erased on{' '}
          <Day of={trashed.purgeAt} />, unless something keeps it.
        </Alert>
      )}
      {legalHold && (
        <Alert color="yellow" p="xs" role="note">
          Under a legal hold by {nameOf(legalHold.by)}: {legalHold.reason}
        </Alert>
      )}
      <DocumentActs document={document} onGone={onClose} />
      {can.decide && <HeldDocument document={document} />}
      {can.download && <DocumentPreview key={document.current?.n} document={document} />}
      {mayEdit && document.erasedAt === undefined && !trashed && (
        <Fields document={document} folder={folder} clientWord={clientWord} />
      )}
      {document.versionOf === undefined && status === 'released' && (
        <DocumentVersions document={document} nameOf={nameOf} />
      )}
      {can.hold && !trashed && <DocumentHold document={document} />}
    </Stack>
  );
}

type FieldsProps = { document: Document; folder: Folder | undefined; clientWord: string };

const valuesOf = ({ name, tags = [], visibility, retention = 'none', contactIds = [] }: Document) => ({
  name,
  tags: [...tags],
  isShown: visibility === 'client',
  contactIds: [...contactIds],
  retention,
});

function Fields({ document, folder, clientWord }: FieldsProps) {
  const form = useForm({ initialValues: valuesOf(document) });
  const { began, saved, overtaken } = useOvertaken(document, valuesOf, form);
  useUnsaved(isTyped(form));
  const isClosed = folder?.shown === 'firm';
  const { mutate, isPending } = useDocumentAct(began);
  const save = ({ isShown, contactIds: whom, ...said }: typeof form.values) =>
    mutate(
      {
        change: {
          ...said,
          visibility: isShown ? 'client' : 'firm',
          ...(form.isDirty('contactIds') && { contactIds: whom }),
        },
      },
      {
        onSuccess(kept) {
          saved(kept);
          tell(`${said.name} is changed`);
        },
        onError: (error) => showErrors(form, error),
      },
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
          description={isClosed && `Not as long as it lies in ${folder.name}, which is for the firm only`}
          {...form.getInputProps('isShown', { type: 'checkbox' })}
        />
        <DocumentSight
          document={document}
          isOpen={form.values.isShown && !isClosed}
          contactIds={form.values.contactIds}
          {...form.getInputProps('contactIds')}
        />
        <Select
          label="Kept at least"
          description={folder && folder.kept !== 'none' && `By its folder: ${retentionWords[folder.kept]}`}
          allowDeselect={false}
          data={retentionChoices}
          {...form.getInputProps('retention')}
        />
        <OvertakenAlert of={overtaken} />
        <Group justify="flex-end">
          <Button type="submit" variant="default" loading={isPending} disabled={!form.isDirty()}>
            Save the changes
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
