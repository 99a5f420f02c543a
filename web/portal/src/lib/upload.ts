import type * as z from 'zod';
import type { PortalExpected } from '../../../../functions/requests/upload-routes.ts';
import { sendSigned, sha256Of, Unsent } from '../../../shared/signed-upload.ts';
import { call, Refused } from './http.ts';

type Expected = z.output<typeof PortalExpected>;

/** Brings one file to where it was allowed to go; answers what it is known as. Progress is a part of the whole, from 0 to 1. */
export async function upload(place: string, file: File, onProgress: (part: number) => void): Promise<string> {
  const said = { name: file.name, type: file.type, size: file.size, sha256: await sha256Of(file) };
  const { id, upload: signed } = await call<Expected>('POST', `${place}/documents`, said);
  await sendSigned(file, signed, onProgress).catch((error: unknown) => {
    throw error instanceof Unsent && error.status > 0 ? new Refused(error.status) : error;
  });
  return id;
}
