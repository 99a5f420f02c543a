import { useForm } from '@mantine/form';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { showErrors } from '../../lib/forms.ts';
import { tell } from '../../lib/notices.ts';
import { letterPreviewQuery, type LetterWords, useLetterWords } from './letter-words.ts';
import { WordsEditor } from './words-editor.tsx';
import { WordsPreview } from './words-preview.tsx';

/** What a letter begins with, typed, beside what it comes to. */
export function LetterEditor({ letter }: { letter: LetterWords }) {
  const { key, name, kind, title, text, version } = letter;
  const { keep } = useLetterWords();
  const form = useForm({ initialValues: { name, title, text } });
  const send = (words: typeof form.values) =>
    keep.mutate(
      { key, words: { ...words, kind }, version },
      { onSuccess: () => tell('The words are kept'), onError: (error) => showErrors(form, error) },
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
