import { Button, Group, Stack, Text, Textarea, UnstyledButton } from '@mantine/core';
import { IconAlertCircle, IconAlertTriangle } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { RowSkeleton } from '../../components/row-skeleton.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { tell, tellTrouble } from '../../lib/notices.ts';
import { isProblem } from '../../lib/problem.ts';
import type { Template } from '../../lib/templates.ts';
import classes from './editor.module.css';
import { type Content, faultsQuery, useTemplate, yamlQuery } from './requests.ts';
import { type Marked, marked, readYaml } from './yaml.ts';

/** The template as text, with what is wrong at its lines. */
export function Editor({ template }: { template: Template }) {
  const yaml = useQuery({ ...yamlQuery(template.id), refetchOnWindowFocus: false });
  if (yaml.isPending) return <RowSkeleton rows={12} />;
  if (yaml.isError) return <Trouble error={yaml.error} onRetry={() => void yaml.refetch()} />;
  return <Field template={template} saved={yaml.data} />;
}

function Field({ template, saved }: { template: Template; saved: string }) {
  const [text, setText] = useState(saved);
  const [refused, setRefused] = useState<Marked[]>([]);
  const field = useRef<HTMLTextAreaElement>(null);
  const queries = useQueryClient();
  const { save } = useTemplate(template);
  const { data: linted = [] } = useQuery(faultsQuery(template.id));
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
      onSuccess: () => {
        setRefused([]);
        void queries.invalidateQueries({ queryKey: faultsQuery(template.id).queryKey });
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
      <Group>
        <Button loading={save.isPending} disabled={text === saved} onClick={keep}>
          Save the draft
        </Button>
        <Text size="sm" c="dimmed">
          Saved is not published: what is made of it stays as it is until you publish.
        </Text>
      </Group>
    </Stack>
  );
}
