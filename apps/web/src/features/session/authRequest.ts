import * as z from 'zod/mini';

const refusal = z.object({ message: z.optional(z.string()), code: z.optional(z.string()) });

interface AuthAnswer {
  /** Null where it went well, else a sentence that says what to do. */
  problem: string | null;
  body: unknown;
}

/** Asks the sign-in routes. */
export async function authAnswer(path: string, body: Record<string, string>): Promise<AuthAnswer> {
  const response = await fetch(`/api/auth${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => null);
  if (!response) return { problem: 'The server does not answer. Try again in a moment.', body: null };
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) return { problem: null, body: answer };
  if (response.status === 429)
    return { problem: 'That was tried too often. Wait a minute and try again.', body: null };
  const { data } = refusal.safeParse(answer);
  return { problem: data?.message ?? 'That did not work. Check what you typed.', body: null };
}

/** The same, where only whether it went well matters. */
export async function authRequest(path: string, body: Record<string, string>): Promise<string | null> {
  return (await authAnswer(path, body)).problem;
}
