type Client = { send: (command: object) => Promise<unknown> };
type Sdk = Record<string, new (input: object) => unknown>;

/** The services that only these two commands speak to. */
const clients = {
  sts: 'STSClient',
  'service-quotas': 'ServiceQuotasClient',
  cloudformation: 'CloudFormationClient',
} as const;

/**
 * One call to a service, by the command's name. The package is loaded when it is first asked: tests and the local
 * cloud, which read this folder too, never need it. What comes back is parsed by who asked.
 */
export async function call(
  service: keyof typeof clients,
  command: string,
  input: object,
  region: string,
): Promise<unknown> {
  const sdk = await load(`@aws-sdk/client-${service}`);
  const client = new sdk[clients[service]]!({ region }) as Client;
  return client.send(new sdk[`${command}Command`]!(input) as object);
}

async function load(name: string): Promise<Sdk> {
  try {
    return (await import(name)) as Sdk;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')
      throw new Error(`${name} is not installed: run “npm install”`, { cause: error });
    throw error;
  }
}
