import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useOvertaken } from '../../lib/overtaken.ts';
import { showErrors } from '../../lib/forms.ts';
import { tell } from '../../lib/notices.ts';
import { MailPreview } from './mail-preview.tsx';
import { type MailWords, mailWordsQuery, useMailWords } from './mail-words.ts';
import { WordsEditor } from './words-editor.tsx';

const wordsOf = ({ name, subject, text }: MailWords) => ({ name, subject, text });

/** The words of a mail, typed, beside what they come to. */
export function MailEditor({ mail }: { mail: MailWords }) {
  const { key } = mail;
  const { data: all } = useQuery(mailWordsQuery);
  const { keep } = useMailWords();
  const form = useForm({ initialValues: wordsOf(mail) });
  const { began, saved, overtaken } = useOvertaken(mail, wordsOf, form);
  const send = (words: typeof form.values) =>
    keep.mutate(
      { key, words: { ...words, for: mail.for }, version: began.version },
      { onSuccess: (kept) => (saved(kept), tell('The words are kept')), onError: (error) => showErrors(form, error) },
    );
  return (
    <WordsEditor
      of={mail}
      line={{ name: 'subject', label: 'Subject' }}
      others={(all?.fields ?? []).filter((one) => !mail.fields.includes(one))}
      hint="A mail is not sent while one of its fields is empty"
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
      <MailPreview mailKey={key} words={form.values} />
    </WordsEditor>
  );
}
