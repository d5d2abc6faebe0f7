// 64 kB of source make a wall of formulas; what one needs is far below.
const LONGEST = 2000;

/** Draws a formula into an element, or says what is wrong with it. Loads what draws it the first time. */
export async function drawFormula(
  element: HTMLElement,
  latex: string,
  isBlock: boolean,
  signal: AbortSignal,
): Promise<void> {
  const [{ default: katex }] = await Promise.all([import('katex'), import('katex/dist/katex.min.css')]);
  if (signal.aborted) return;
  if (latex.length > LONGEST) {
    element.textContent = `A formula may have ${LONGEST} characters.`;
    return;
  }
  katex.render(latex, element, {
    displayMode: isBlock,
    throwOnError: false,
    errorColor: 'var(--bad)',
    // No links, pictures or classes of the text's own.
    trust: false,
    strict: 'ignore',
    maxSize: 20,
    maxExpand: 200,
  });
}
