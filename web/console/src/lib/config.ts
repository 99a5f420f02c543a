/** Where this page's people sign in: served at the root of the site, different in each deployment. */
export type Config = {
  region: string;
  userPoolId: string;
  clientId: string;
  cognitoEndpoint?: string;
  /** Where executions of workflows can be looked at: in the local cloud only. */
  workflows?: string;
};

export async function loadConfig(): Promise<Config> {
  const answer = await fetch('/config.json', { cache: 'no-cache' });
  if (!answer.ok) throw new Error('This page could not be set up: /config.json is missing');
  return (await answer.json()) as Config;
}
