import { Box, Paper, Textarea, UnstyledButton } from '@mantine/core';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTeam } from '../lib/me.ts';
import { begunMention, type Person, suggestions, withMention } from '../lib/mentions.ts';
import classes from './mention-field.module.css';

type Props = {
  label: string;
  placeholder: string;
  text: string;
  onText: (text: string) => void;
  onSend: () => void;
  minRows?: number;
  /** Beside the field, for the eye: for whom it is. */
  className?: string | undefined;
};

/** A text; @ and a few letters choose a colleague, by arrows and Enter or by a click. */
export function MentionField({ label, placeholder, text, onText, onSend, minRows = 2, className }: Props) {
  const team = useTeam().filter(({ status }) => status === 'active');
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
      onText(put.text);
      setCursor(put.cursor);
    });
    field.current?.focus();
    field.current?.setSelectionRange(put.cursor, put.cursor);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) return onSend();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (found.length === 0 || (step === undefined && event.key !== 'Enter' && event.key !== 'Tab')) return;
    event.preventDefault();
    if (step === undefined) choose(found[at]);
    else setPlace((at + step + found.length) % found.length);
  };
  return (
    <Box pos="relative">
      <Textarea
        ref={field}
        aria-label={label}
        placeholder={placeholder}
        autosize
        minRows={minRows}
        {...(className !== undefined && { classNames: { input: className } })}
        role="combobox"
        aria-expanded={found.length > 0}
        aria-controls={list}
        {...(found.length > 0 && { 'aria-activedescendant': `${list}-${at}` })}
        value={text}
        onChange={({ currentTarget }) => {
          onText(currentTarget.value);
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
  );
}
