import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../../../infra/bundle.ts';
import { bundled, entries, type FunctionName } from '../../../infra/functions.ts';

/** A folder of entries in which these functions have other handlers than their own. */
export function standIns(folder: string, handlers: Partial<Record<FunctionName, string>>): string {
  const root = join(folder, 'entries');
  mkdirSync(root, { recursive: true });
  for (const { name } of bundled)
    writeFileSync(
      join(root, `${name}.ts`),
      handlers[name] ?? `export * from ${JSON.stringify(join(entries, `${name}.ts`))};`,
    );
  return root;
}

const clients = {
  dynamodb: 'DynamoDBClient',
  kms: 'KMSClient',
  s3: 'S3Client',
  'cognito-identity-provider': 'CognitoIdentityProviderClient',
  eventbridge: 'EventBridgeClient',
  sesv2: 'SESv2Client',
  sfn: 'SFNClient',
};

/** A handler that sends these commands with their clients, as the code of a function would import them. */
export function handlerSending(sent: Partial<Record<keyof typeof clients, string[]>>): string {
  const used = Object.keys(sent) as (keyof typeof clients)[];
  const imports = used.map((name) => {
    const from = JSON.stringify(join(repository, 'node_modules/@aws-sdk', `client-${name}`));
    const commands = (sent[name] ?? []).map((command) => `${command}Command`);
    return `import { ${[clients[name], ...commands].join(', ')} } from ${from};`;
  });
  const sends = used.flatMap((name) =>
    (sent[name] ?? []).map((command) => `new ${clients[name]}({}).send(new ${command}Command({} as never))`),
  );
  return [...imports, `export const handler = () => Promise.all([${sends.join(', ')}]);`].join('\n');
}
