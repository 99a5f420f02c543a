import { useForm } from '@mantine/form';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useOvertaken } from '../../lib/overtaken.ts';
import { showErrors } from '../../lib/forms.ts';
import { tell } from '../../lib/notices.ts';
import { letterPreviewQuery, type LetterWords, useLetterWords } from './letter-words.ts';
import { WordsEditor } from './words-editor.tsx';
import { WordsPreview } from './words-preview.tsx';

const wordsOf = ({ name, title, text }: LetterWords) => ({ name, title, text });

/** What a letter begins with, typed, beside what it comes to. */
export function LetterEditor({ letter }: { letter: LetterWords }) {
  const { key, kind } = letter;
  const { keep } = useLetterWords();
  const form = useForm({ initialValues: wordsOf(letter) });
  const { began, saved, overtaken } = useOvertaken(letter, wordsOf, form);
  const send = (words: typeof form.values) =>
    keep.mutate(
      { key, words: { ...words, kind }, version: began.version },
      { onSuccess: (kept) => (saved(kept), tell('The words are kept')), onError: (error) => showErrors(form, error) },
    );
  return (
    <WordsEditor
      of={letter}
      line={{ name: 'title', label: 'Title' }}
      others={letter.known.filter((one) => !letter.fields.includes(one))}
      hint="A letter is not sent while one of its fields is empty"
      form={{
        input: (path) => form.getInputProps(path),
        text: form.values.text,
        setText: (typed) => form.setFieldValue('text', typed),
        isDirty: form.isDirty(),
        onSubmit: form.onSubmit(send),
      }}
      isKeeping={keep.isPending}
      overtaken={overtaken}
    >
      <LetterPreview letterKey={key} title={form.values.title} text={form.values.text} />
    </WordsEditor>
  );
}

function LetterPreview({ letterKey, title, text }: { letterKey: string; title: string; text: string }) {
  const [typed] = useDebouncedValue({ title, text }, 400);
  const { data, error } = useQuery(letterPreviewQuery(letterKey, typed));
  return <WordsPreview says={data && { line: data.title, text: data.text }} error={error} />;
}
