/** What the tus server answers with where an upload cannot go on: a status, and a problem as JSON. */
export const refusal = (status_code: number, code: string, message = '') => ({
  status_code,
  body: `${JSON.stringify({ code, message })}\n`,
});
