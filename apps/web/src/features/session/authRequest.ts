import { z } from 'zod';

const refusal = z.object({ message: z.string().optional(), code: z.string().optional() });

/** Asks the sign-in routes. Null where it went well, else a sentence that says what to do. */
export async function authRequest(path: string, body: Record<string, string>): Promise<string | null> {
  const response = await fetch(`/api/auth${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => null);
  if (!response) return 'The server does not answer. Try again in a moment.';
  if (response.ok) return null;
  if (response.status === 429) return 'That was tried too often. Wait a minute and try again.';
  const { data } = refusal.safeParse(await response.json().catch(() => null));
  return data?.message ?? 'That did not work. Check what you typed.';
}
