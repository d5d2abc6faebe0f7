const ERROR_LEVEL = 50;

/**
 * What of a child's log is worth a line in the terminal: errors, and plain text that sounds like one.
 * @param {string} line one line of pino JSON, or anything a library printed
 * @returns {string | null}
 */
export function importantLine(line) {
  if (!line.startsWith('{'))
    return /error|fatal|cannot|refused/i.test(line) && !/^\s+at /.test(line) ? line.trim() : null;
  try {
    const { level, msg, err } = JSON.parse(line);
    if (typeof level !== 'number' || level < ERROR_LEVEL) return null;
    const cause = err?.message && err.message !== msg ? `: ${String(err.message).split('\n')[0]}` : '';
    return `${msg ?? 'error'}${cause}`;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
