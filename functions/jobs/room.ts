import { broken } from '../../shared/errors.ts';
import type { WholeJob } from './store.ts';

/** A job is read, and answered, as a whole: what people write into it has to fit. */
const most = 1_500_000;

const sizeOf = (text: string | undefined): number => (text === undefined ? 0 : Buffer.byteLength(text));

/** Room for one more text in a job. */
export function checkRoom({ tasks, comments, notes }: WholeJob, text: string | undefined): void {
  if (text === undefined) return;
  const texts = [
    text,
    ...tasks.map(({ instructions }) => instructions),
    ...comments.map((comment) => comment.text),
    ...notes.flatMap((note) => [note.text, note.answer]),
  ];
  if (texts.reduce((sum, one) => sum + sizeOf(one), 0) > most)
    throw broken('The instructions, comments and notes of this job are as long as one job can hold', { field: 'text' });
}
