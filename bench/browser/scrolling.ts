import type { Page } from '@playwright/test';

/** 60 frames a second. */
export const FRAME_BUDGET_MS = 1000 / 60;

export interface Frames {
  p50: number;
  p95: number;
  longest: number;
  count: number;
  /** Processor time of the page's thread, a frame: what else runs on the machine is not in it. */
  busy: number;
}

/** Moves the window, or what `selector` finds, by the clock, and takes the milliseconds between frames. */
export async function scrolled(
  page: Page,
  {
    pixelsASecond,
    milliseconds,
    selector,
  }: { pixelsASecond: number; milliseconds: number; selector?: string },
): Promise<Frames> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const busyMs = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000;
  };
  // What runs the benchmarks names the functions that it compiles, by a piece that the page does not have.
  await page.evaluate('globalThis.__name ??= (it) => it');
  const before = await busyMs();
  const times = await page.evaluate(
    ({ pixelsASecond: speed, milliseconds: duration, selector: name }) =>
      new Promise<number[]>((resolve) => {
        const scroller = name === undefined ? document.scrollingElement : document.querySelector(name);
        if (!scroller) throw new Error(`There is no ${name}.`);
        const found: number[] = [];
        const start = performance.now();
        const from = scroller.scrollTop;
        let last = start;
        const step = (now: number) => {
          found.push(now - last);
          last = now;
          scroller.scrollTop = from + ((now - start) / 1000) * speed;
          if (now - start < duration) requestAnimationFrame(step);
          else resolve(found.slice(1));
        };
        requestAnimationFrame(step);
      }),
    { pixelsASecond, milliseconds, selector },
  );
  const busy = ((await busyMs()) - before) / times.length;
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0;
  return { p50: at(0.5), p95: at(0.95), longest: times.at(-1) ?? 0, count: times.length, busy };
}
