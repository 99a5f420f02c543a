import { LambdaClient } from '@aws-sdk/client-lambda';
import type { FunctionDefinition } from '../../../infra/local/lambda/run.ts';

export const functionArn = (name: string) => `arn:aws:lambda:eu-central-1:111122223333:function:${name}`;

export function definition(name: string, more: Partial<FunctionDefinition> = {}): FunctionDefinition {
  return { name, arn: functionArn(name), timeoutSeconds: 10, memory: 512, ...more };
}

export function lambdaClient(endpoint: string): LambdaClient {
  return new LambdaClient({
    endpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
}
