/** Ends the session and leaves for the page that signs in. False where the server did not; then nothing changes. */
export async function signOut(): Promise<boolean> {
  const response = await fetch('/api/auth/sign-out', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  if (response.ok) window.location.assign('/sign-in');
  return response.ok;
}
