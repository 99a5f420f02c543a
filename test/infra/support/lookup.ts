import type { Resource, Template } from '../../../infra/app.ts';
import { ofType } from './deployment.ts';

export const getAtt = (id: string, attribute = 'Arn') => ({ 'Fn::GetAtt': [id, attribute] });

/** Finds in a template what a test is about, by the name that the code gave it. */
export function lookup(template: Template) {
  const logicalId = (type: string, name: string): string => {
    const found = Object.keys(ofType(template, type)).find((id) => new RegExp(`^${name}[0-9A-F]{8}$`).test(id));
    if (!found) throw new Error(`There is no ${type} called ${name}`);
    return found;
  };
  return {
    logicalId,
    functionId: (name: string) => logicalId('AWS::Lambda::Function', name),
    named: (type: string, name: string): Resource => template.Resources[logicalId(type, name)]!,
    only: (type: string) => {
      const found = Object.values(ofType(template, type));
      if (found.length !== 1) throw new Error(`There are ${found.length} of ${type}`);
      return found[0]!;
    },
    propertiesOf: <T>(type: string) => Object.values(ofType(template, type)).map(({ Properties }) => Properties as T),
  };
}
