import { Box, Button, Group, Paper, Select, Stack, Textarea, UnstyledButton } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, useId, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { type Job, useJobAct } from '../../lib/jobs.ts';
import { useTeam } from '../../lib/me.ts';
import { tellTrouble } from '../../lib/notices.ts';
import { useWords } from '../../lib/words.ts';
import classes from './comments.module.css';
import { begunMention, mentionedIn, type Person, suggestions, withMention } from './mentions.ts';

/** A comment; @ and a few letters choose a colleague, by arrows and Enter or by a click. */
export function CommentField({ job }: { job: Job }) {
  const { mutate, isPending } = useJobAct(job.id);
  const { task: word, job: jobWord } = useWords();
  const [taskId, setTask] = useState<string | null>(null);
  const team = useTeam().filter(({ status }) => status === 'active');
  const [text, setText] = useState('');
  const [cursor, setCursor] = useState(0);
  const [place, setPlace] = useState(0);
  const field = useRef<HTMLTextAreaElement>(null);
  const list = useId();
  const found = suggestions(team, begunMention(text.slice(0, cursor)));
  const at = Math.min(place, found.length - 1);
  const choose = (person: Person | undefined) => {
    if (!person) return;
    const put = withMention(text, cursor, person.name);
    // At once: whoever types on would find their next letter at the end.
    flushSync(() => {
      setText(put.text);
      setCursor(put.cursor);
    });
    field.current?.focus();
    field.current?.setSelectionRange(put.cursor, put.cursor);
  };
  const send = (event?: FormEvent) => {
    event?.preventDefault();
    if (text.trim() === '') return;
    const body = { text: text.trim(), mentions: mentionedIn(text, team), ...(taskId !== null && { taskId }) };
    const onSuccess = () => {
      setText('');
      setTask(null);
    };
    mutate({ path: '/comments', body }, { onSuccess, onError: tellTrouble });
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) return send();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (found.length === 0 || (step === undefined && event.key !== 'Enter' && event.key !== 'Tab')) return;
    event.preventDefault();
    if (step === undefined) choose(found[at]);
    else setPlace((at + step + found.length) % found.length);
  };
  return (
    <form onSubmit={send}>
      <Stack gap={6}>
        <Box pos="relative">
          <Textarea
            ref={field}
            aria-label="Comment"
            placeholder="Say something; @ names a colleague"
            autosize
            minRows={2}
            role="combobox"
            aria-expanded={found.length > 0}
            aria-controls={list}
            {...(found.length > 0 && { 'aria-activedescendant': `${list}-${at}` })}
            value={text}
            onChange={({ currentTarget }) => {
              setText(currentTarget.value);
              setCursor(currentTarget.selectionStart);
              setPlace(0);
            }}
            onSelect={({ currentTarget }) => setCursor(currentTarget.selectionStart)}
            onKeyDown={onKey}
          />
          <Paper id={list} role="listbox" aria-label="Colleagues" className={classes.found} hidden={found.length === 0}>
            {found.map((person, i) => (
              <UnstyledButton
                key={person.id}
                id={`${list}-${i}`}
                role="option"
                tabIndex={-1}
                aria-selected={i === at}
                className={classes.choice}
                onMouseMove={() => setPlace(i)}
                onClick={() => choose(person)}
              >
                {person.name}
              </UnstyledButton>
            ))}
          </Paper>
        </Box>
        <Group>
          <Button type="submit" loading={isPending} disabled={text.trim() === ''}>
            Comment
          </Button>
          <Select
            size="xs"
            w={260}
            aria-label={`About which ${word.one}`}
            placeholder={`About the whole ${jobWord.one}`}
            data={job.tasks.map(({ id, title }) => ({ value: id, label: title }))}
            clearable
            searchable
            value={taskId}
            onChange={setTask}
          />
        </Group>
      </Stack>
    </form>
  );
}
