import { Button, Group, Stack, Text, Textarea, UnstyledButton } from '@mantine/core';
import { IconAlertCircle, IconAlertTriangle } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { RowSkeleton } from '../../components/row-skeleton.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { OvertakenAlert } from '../../components/overtaken-alert.tsx';
import { useUnsaved } from '../../components/unsaved.tsx';
import { useOvertaken } from '../../lib/overtaken.ts';
import { tell, tellTrouble } from '../../lib/notices.ts';
import { isProblem } from '../../lib/problem.ts';
import type { Template } from '../../lib/templates.ts';
import classes from './editor.module.css';
import { type Content, faultsQuery, useTemplate, yamlQuery } from './requests.ts';
import { type Marked, marked, readYaml } from './yaml.ts';

/** The template as text, with what is wrong at its lines. */
export function Editor({ template }: { template: Template }) {
  const yaml = useQuery(yamlQuery(template));
  if (yaml.error && yaml.data === undefined) return <Trouble error={yaml.error} onRetry={() => void yaml.refetch()} />;
  if (yaml.data === undefined) return <RowSkeleton rows={12} />;
  // Its text is read after the draft: one that has not come yet overtakes nobody.
  return <Field draft={{ id: template.id, version: yaml.isPlaceholderData ? 0 : template.version, text: yaml.data }} />;
}

type Draft = Pick<Template, 'id' | 'version'> & { text: string };
const textOf = ({ text }: Draft) => ({ text });

function Field({ draft }: { draft: Draft }) {
  const [text, setText] = useState(draft.text);
  const [refused, setRefused] = useState<Marked[]>([]);
  const field = useRef<HTMLTextAreaElement>(null);
  const queries = useQueryClient();
  const typed = { values: { text }, setValues: (to: { text: string }) => setText(to.text) };
  const { began, saved, overtaken } = useOvertaken(draft, textOf, typed);
  const { save } = useTemplate(began);
  const isChanged = text !== began.text;
  useUnsaved(isChanged);
  const { data: linted = [] } = useQuery(faultsQuery(draft.id));
  const read = readYaml(text);
  const known = Array.isArray(read) ? [] : marked(read, linted);
  const faults = Array.isArray(read) ? read : [...refused, ...known];

  const goTo = (line: number | undefined) => {
    if (line === undefined || !field.current) return;
    const lines = text.split('\n');
    const start = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0);
    field.current.focus();
    field.current.setSelectionRange(start, start + lines[line - 1]!.length);
    field.current.scrollTop = (line - 4) * 20;
  };
  const keep = () => {
    if (Array.isArray(read)) return goTo(read[0]?.line);
    save.mutate(read.content as Content, {
      onSuccess: ({ version }) => {
        saved({ ...draft, version, text });
        setRefused([]);
        void queries.invalidateQueries({ queryKey: faultsQuery(draft.id).queryKey });
        tell('The draft is saved');
      },
      onError: (error) => {
        setRefused(isProblem(error) ? marked(read, error.issues) : []);
        if (!isProblem(error) || error.issues.length === 0) tellTrouble(error);
      },
    });
  };
  return (
    <Stack gap="sm">
      <div className={classes.editor}>
        <Textarea
          ref={field}
          aria-label="The template as YAML"
          classNames={{ input: classes.text ?? '' }}
          spellCheck={false}
          wrap="off"
          value={text}
          onChange={({ currentTarget }) => {
            setText(currentTarget.value);
            setRefused([]);
          }}
          onKeyDown={(event) => {
            if ((event.metaKey || event.ctrlKey) && event.key === 's') {
              event.preventDefault();
              keep();
            }
          }}
        />
        <Stack gap={4} component="section" aria-label="What was found">
          <Text fw={500}>{faults.length === 0 ? 'Nothing is wrong with it' : `${faults.length} to look at`}</Text>
          {faults.map(({ line, path, message, weight }) => (
            <UnstyledButton key={path + message} className={classes.fault} onClick={() => goTo(line)}>
              {weight === 'error' ? (
                <IconAlertCircle size={16} aria-label="Error" />
              ) : (
                <IconAlertTriangle size={16} aria-label="Warning" />
              )}
              <span>
                {message}
                <Text span size="xs" c="dimmed" display="block">
                  {line === undefined ? path : `line ${line}`}
                </Text>
              </span>
            </UnstyledButton>
          ))}
        </Stack>
      </div>
      <OvertakenAlert of={overtaken} />
      <Group>
        <Button loading={save.isPending} disabled={!isChanged} onClick={keep}>
          Save the draft
        </Button>
        <Text size="sm" c="dimmed">
          Saved is not published: what is made of it stays as it is until you publish.
        </Text>
      </Group>
    </Stack>
  );
}
