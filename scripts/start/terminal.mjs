const isTerminal = Boolean(process.stdout.isTTY) && !process.env.NO_COLOR;
const paint = (code) => (text) => (isTerminal ? `\u001b[${code}m${text}\u001b[0m` : text);

export const bold = paint('1');
export const dim = paint('2');
export const red = paint('31');
export const green = paint('32');
export const cyan = paint('36');

const NAME_WIDTH = 12;
let progressShown = false;

/** One line; a progress line that stands in the way is cleared first. */
export function say(text = '') {
  if (progressShown) process.stdout.write('\r\u001b[2K');
  progressShown = false;
  process.stdout.write(`${text}\n`);
}

/** A step of the start: its name and what came of it. */
export function sayStep(/** @type {string} */ name, /** @type {string} */ text) {
  say(`  ${dim(name.padEnd(NAME_WIDTH))}${text}`);
}

/** Overwrites one line on a terminal; elsewhere nothing, so that logs stay short. */
export function sayProgress(/** @type {string} */ name, /** @type {string} */ text) {
  if (!isTerminal) return;
  const line = `  ${dim(name.padEnd(NAME_WIDTH))}${text}`;
  process.stdout.write(`\r\u001b[2K${line}`);
  progressShown = true;
}

/** Runs a step, shows that it runs where it takes long, and then its result with the seconds it took. */
export async function step(
  /** @type {string} */ name,
  /** @type {string} */ doing,
  /** @type {() => Promise<string>} */ run,
) {
  const startedAt = performance.now();
  const seconds = () => (performance.now() - startedAt) / 1000;
  sayProgress(name, `${doing} ...`);
  const ticking = setInterval(() => sayProgress(name, `${doing} ... ${seconds().toFixed(0)} s`), 1000);
  try {
    const result = await run();
    sayStep(name, `${result} ${seconds() >= 1 ? dim(`${seconds().toFixed(0)} s`) : ''}`.trimEnd());
  } finally {
    clearInterval(ticking);
  }
}
