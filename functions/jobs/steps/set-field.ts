import { broken } from '../../../shared/errors.ts';
import { FieldValue } from '../job.ts';
import type { Effect, Running } from './kind.ts';

/** Notes something in the job that later steps ask for. */
export function setField({ whole: { job }, auto }: Running): Effect {
  const name = typeof auto.setsField === 'string' ? auto.setsField.replace(/^job\./, '') : '';
  if (name === '' || /^(client|engagement|firm|contact)\./.test(name))
    throw broken(`A step sets fields of its job, and ${name || 'none'} is no such field`);
  const value = FieldValue.parse(auto.value);
  return { change: { job: { ...job, fields: { ...job.fields, [name]: value } } } };
}
