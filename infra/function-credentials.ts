function given(name: string): string {
  const value = process.env[name];
  if (value === undefined)
    throw new Error(`A function has its credentials from its environment, and ${name} is not set`);
  return value;
}

/**
 * Stands in the bundles for `@aws-sdk/credential-provider-node`: Lambda gives every function its role's credentials in
 * the environment, and what looks for them in files, sign-ins and metadata would be a tenth of the code.
 */
export const defaultProvider = () => async () => {
  const sessionToken = process.env.AWS_SESSION_TOKEN;
  return {
    accessKeyId: given('AWS_ACCESS_KEY_ID'),
    secretAccessKey: given('AWS_SECRET_ACCESS_KEY'),
    ...(sessionToken !== undefined && { sessionToken }),
  };
};
