import { createRequire } from 'node:module';
import type { Template } from '../../../infra/app.ts';

type Part = string | { Ref: string } | { 'Fn::GetAtt': [string, string] };

/** A definition stands in the template in pieces, where it names other resources: any ARN will do to judge it. */
const whole = (text: string | { 'Fn::Join': [string, Part[]] }): string =>
  typeof text === 'string'
    ? text
    : text['Fn::Join'][1].map((part) => (typeof part === 'string' ? part : named(part))).join('');

const named = (part: Exclude<Part, string>) =>
  'Ref' in part && part.Ref === 'AWS::Partition' ? 'aws' : 'arn:aws:lambda:us-east-1:000000000000:function:any';

/** The definition of each state machine of a template. */
export function definitions(template: Template): unknown[] {
  return Object.values(template.Resources)
    .filter(({ Type }) => Type === 'AWS::StepFunctions::StateMachine')
    .map(({ Properties }) => JSON.parse(whole(Properties?.DefinitionString as string)) as unknown);
}

type Judgement = { isValid: boolean; errors: { message?: string }[] };
const validator = createRequire(import.meta.url)('asl-validator') as (definition: unknown) => Judgement;

/** What `asl-validator` finds wrong in a definition. */
export function wrongIn(definition: unknown): string[] {
  const { isValid, errors } = validator(definition);
  return isValid ? [] : errors.map((error) => error.message ?? JSON.stringify(error));
}
