export type Issue = { path: string; message: string };

/** What the API answered instead (RFC 9457): a sentence a person can act on, and the fields it speaks of. */
export class Problem extends Error {
  override name = 'Problem';
  readonly status: number;
  readonly code: string;
  readonly issues: readonly Issue[];
  readonly details: Record<string, unknown>;
  constructor(status: number, body: Record<string, unknown>) {
    super(sentence(status, body));
    this.status = status;
    this.code = typeof body.type === 'string' ? body.type.split('/').at(-1)! : String(status);
    this.issues = (body.issues as Issue[] | undefined) ?? [];
    this.details = body;
  }
}

function sentence(status: number, { detail, title, message }: Record<string, unknown>): string {
  if (status === 412)
    return 'Someone else changed this while you were at it. Look at what they wrote, then do it again';
  if (status === 429 && !detail) return 'That was too fast. Try again in a moment';
  if (status >= 500) return 'Something went wrong on our side. Try again; if it stays, tell your administrator';
  const text = detail ?? (message === 'Unauthorized' ? 'You are signed out' : (title ?? message));
  return typeof text === 'string' ? text : `The request was refused (${status})`;
}

export const isProblem = (error: unknown, status?: number): error is Problem =>
  error instanceof Problem && (status === undefined || error.status === status);

export const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : 'Something went wrong. Try again';

/** The messages for a form, by field: `body.name` is the field `name`. */
export function fieldErrors(error: unknown): Record<string, string> {
  if (!(error instanceof Problem)) return {};
  const { field } = error.details;
  const own = typeof field === 'string' ? { [field.replace(/^body\./, '')]: error.message } : {};
  return {
    ...own,
    ...Object.fromEntries(error.issues.map(({ path, message }) => [path.replace(/^body\./, ''), message])),
  };
}

const isPlainList = (value: unknown) => Array.isArray(value) && value.every((one) => typeof one !== 'object');

/** The same where a list of plain values is one field: what is wrong with one of them stands at it. */
export const errorsAtFields = (error: unknown, values: object): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fieldErrors(error)).map(([path, message]) => {
      const name = path.split('.')[0]!;
      return [isPlainList((values as Record<string, unknown>)[name]) ? name : path, message];
    }),
  );
