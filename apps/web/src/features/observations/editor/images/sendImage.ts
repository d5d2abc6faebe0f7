import { z } from 'zod';
import { imageProblem } from './imageProblem.ts';

const answer = z.union([
  z.object({ url: z.string().startsWith('/blobs/') }),
  z.object({ code: z.string(), message: z.string() }),
]);

/** Stores a picture in the workspace; gives its address. Throws a sentence where it is not taken. */
export async function sendImage(workspace: string, file: File): Promise<string> {
  const problem = imageProblem(file);
  if (problem) throw new Error(problem);
  const response = await fetch(`/blobs/${encodeURIComponent(workspace)}`, {
    method: 'POST',
    headers: { 'content-type': file.type },
    body: file,
  });
  const said = answer.safeParse(await response.json().catch(() => null)).data;
  if (said && 'url' in said) return said.url;
  throw new Error(said?.message ?? `The picture could not be sent (status ${response.status}). Try again.`);
}
