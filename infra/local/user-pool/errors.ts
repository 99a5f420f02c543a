import { AwsError } from '../aws-api.ts';

export const notAuthorized = (message: string) => new AwsError('NotAuthorizedException', message);
export const invalidParameter = (message: string) => new AwsError('InvalidParameterException', message);
export const notFound = (message: string) => new AwsError('ResourceNotFoundException', message);
export const userNotFound = () => new AwsError('UserNotFoundException', 'User does not exist.');
export const wrongPassword = () => notAuthorized('Incorrect username or password.');
export const codeMismatch = (message = 'Invalid verification code provided, please try again.') =>
  new AwsError('CodeMismatchException', message);

/** A member that the request must carry as a non-empty text. */
export function required(value: string | undefined, name: string): string {
  if (typeof value !== 'string' || value === '') throw invalidParameter(`Missing required parameter ${name}`);
  return value;
}
