/** A name that the deployment gives; a function without it must not start. */
export function environment(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`The environment lacks ${name}`);
  return value;
}
