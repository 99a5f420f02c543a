import { tellTrouble } from './notices.ts';
import { errorsAtFields } from './problem.ts';
import { isSame } from './rebase.ts';

type Form = { setErrors: (errors: Record<string, string>) => void; values: object };

/** Whether something stands in a form that is not kept anywhere: what was typed and taken back is nothing. */
export const isTyped = <V>({ values, getInitialValues }: { values: V; getInitialValues: () => V }): boolean =>
  !isSame(values, getInitialValues());

/** Goes to the first field with an error: a long form shows only a part of itself. */
export function showFirst(): void {
  // Once it is marked, and what was folded is open.
  setTimeout(() => {
    const wrong = document.querySelector<HTMLElement>('form [aria-invalid="true"]');
    wrong?.scrollIntoView({ block: 'center' });
    wrong?.focus();
  });
}

/** Puts what was wrong where it was typed; what belongs to no field is told. */
export function showErrors(form: Form, error: unknown): void {
  const errors = errorsAtFields(error, form.values);
  form.setErrors(errors);
  const isShown = Object.keys(errors).some((path) => path.split('.')[0]! in form.values);
  if (isShown) showFirst();
  else tellTrouble(error);
}
