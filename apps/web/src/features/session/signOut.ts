/**
 * Ends the session and leaves for the page that signs in, with nothing left in the browser but what the server has not
 * stored. False where the server did not end it; then nothing changes.
 */
export async function signOut(): Promise<boolean> {
  if (!(await endSession())) return false;
  try {
    // Nobody needs it before.
    const { forgetSavedCopies } = await import('../observations/document/keptCopies.ts');
    await forgetSavedCopies(window.indexedDB, window.localStorage);
  } finally {
    window.location.assign('/sign-in');
  }
  return true;
}

async function endSession(): Promise<boolean> {
  try {
    const response = await fetch('/api/auth/sign-out', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    return response.ok;
  } catch {
    // There is no connection.
    return false;
  }
}
