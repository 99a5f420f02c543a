import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheControl, contentType, type SiteConfig, sites } from '../site-files.ts';
import type { Account, SiteObject, Terminal } from './ports.ts';

export type Site = {
  account: Account;
  terminal: Terminal;
  /** The folder of the built sites. */
  dist: string;
  /** Builds what has changed since the last time. */
  build: () => Promise<unknown>;
};

/**
 * Uploads the built console and portal. A page comes after all it refers to: whoever opens it meanwhile finds either
 * release whole. What earlier releases had in `assets/` stays, so that open tabs go on: a release is about 2 MB, a
 * hundred of them half a cent a month. CloudFront asks again for what is not hashed after a second, so there is nothing
 * to invalidate.
 */
export async function uploadSite({ account, terminal, dist }: Site, outputs: Record<string, string>): Promise<void> {
  const objects = objectsOf(dist);
  if (objects.length === 0) return terminal.say('No site is built: there is nothing to upload.');
  const { SiteBucket: bucket } = outputs;
  if (bucket === undefined) throw new Error('The stack does not name its SiteBucket');
  const config = configOf(outputs, account.region);
  const isPage = ({ key }: SiteObject) => key.endsWith('.html');
  await inParallel(
    objects.filter((one) => !isPage(one)),
    (one) => account.put(bucket, one),
  );
  await account.put(bucket, siteObject('config.json', Buffer.from(JSON.stringify(config))));
  await inParallel(objects.filter(isPage), (one) => account.put(bucket, one));
  terminal.say(`The site is uploaded: ${objects.length + 1} files.`);
}

const siteObject = (key: string, body: Buffer): SiteObject => ({
  key,
  body,
  contentType: contentType(key),
  cacheControl: cacheControl(key),
});

/** All files of all sites; what begins with a dot is not of the site. */
function objectsOf(dist: string): SiteObject[] {
  return sites.flatMap(({ name, prefix }) => {
    const folder = join(dist, name);
    return globSync('**/*', { cwd: folder, withFileTypes: true })
      .filter((file) => file.isFile() && !file.name.startsWith('.'))
      .map((file) => join(file.parentPath, file.name))
      .map((path) => siteObject(prefix + path.slice(folder.length + 1).replaceAll('\\', '/'), readFileSync(path)));
  });
}

function configOf({ UserPoolId, ConsoleClientId }: Record<string, string>, region: string): SiteConfig {
  if (UserPoolId === undefined || ConsoleClientId === undefined)
    throw new Error('The stack does not name its UserPoolId and its ConsoleClientId');
  return { region, userPoolId: UserPoolId, clientId: ConsoleClientId };
}

async function inParallel<T>(all: readonly T[], run: (one: T) => Promise<void>, width = 8): Promise<void> {
  const left = [...all];
  const lane = async () => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) await run(one);
  };
  await Promise.all(Array.from({ length: width }, lane));
}
