import { type RunFile, readRunFile } from './stack.ts';

/** Asks the API as a script does. Throws where it answers with errors. */
export async function ask<Data>(
  query: string,
  variables: Record<string, unknown> = {},
  { api, token }: Pick<RunFile, 'api' | 'token'> = readRunFile(),
): Promise<Data> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const answered = await fetch(api, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
  const { data, errors } = (await answered.json()) as { data?: Data; errors?: { message: string }[] };
  if (!data || errors) throw new Error(errors?.[0]?.message ?? `The API answered with ${answered.status}.`);
  return data;
}
