import { type Stack, Token } from 'aws-cdk-lib/core';

const known = (value: string, name: string) => (Token.isUnresolved(value) ? `<AWS::${name}>` : value);

/** The beginning of an ARN as cdk-nag writes it: what only AWS knows stands in angle brackets. */
export const placeOf = (stack: Stack, service: string): string =>
  [
    'arn',
    known(stack.partition, 'Partition'),
    service,
    known(stack.region, 'Region'),
    known(stack.account, 'AccountId'),
  ].join(':');
