import { tellTrouble } from './notices.ts';
import { fieldErrors } from './problem.ts';

type Form = { setErrors: (errors: Record<string, string>) => void; values: object };

/** Puts what was wrong where it was typed; what belongs to no field is told. */
export function showErrors(form: Form, error: unknown): void {
  const errors = fieldErrors(error);
  form.setErrors(errors);
  const isShown = Object.keys(errors).some((path) => path.split('.')[0]! in form.values);
  if (!isShown) tellTrouble(error);
}
