import type { Locator, Page } from '@playwright/test';

/** Moves the pointer over a map, place by place, until something is found under it, or everywhere. */
export async function walkOverMap(page: Page, map: Locator, isFound: () => Promise<boolean>): Promise<void> {
  const { x, y, width, height } = (await map.boundingBox())!;
  for (let step = 0; step < 900 && !(await isFound()); step++) {
    await page.mouse.move(
      x + ((step % 30) + 0.5) * (width / 30),
      y + (Math.floor(step / 30) + 0.5) * (height / 30),
    );
    // The map looks for what is under the pointer once a frame.
    await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
  }
}
