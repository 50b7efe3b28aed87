import 'server-only';
import { openAsBlob } from 'node:fs';
import type { EncodedBody } from './encode';

/** Puts the parts of a body into a form of whichever implementation sends it. */
export async function fillForm(form: FormData, body: EncodedBody & { kind: 'multipart' }): Promise<FormData> {
  for (const { name, value } of body.parts) {
    if (typeof value === 'string') form.append(name, value);
    // Opened, not read: the bytes go from the disk to the socket.
    else form.append(name, await openAsBlob(value.path, { type: value.type }), value.filename);
  }
  return form;
}

/** The media types of the bodies that are texts. */
export const textTypes = { json: 'application/json', form: 'application/x-www-form-urlencoded' } as const;

/** A body that is a text. */
export function spellBody(body: Exclude<EncodedBody, { kind: 'multipart' }>): string {
  return body.kind === 'json' ? JSON.stringify(body.value) : new URLSearchParams(body.fields).toString();
}
