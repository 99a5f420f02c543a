import { tellTrouble } from './notices.ts';
import { errorsAtFields } from './problem.ts';

type Form = { setErrors: (errors: Record<string, string>) => void; values: object };

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
