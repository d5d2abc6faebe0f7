import { createCanvasPainter } from './canvasPainter.ts';
import { GlPainter } from './glPainter.ts';
import type { Painter } from './painter.ts';
import { WorkerPainter } from './workerPainter.ts';

/** A painter that stays usable when the graphics card goes away: whoever paints is told to paint again. */
export interface SteadyPainter extends Painter {
  /** Called when what was painted has to be painted again. Gives back how to stop it. */
  onChange(listener: () => void): () => void;
}

/** With WebGL2 where there is any and it is wanted; else with a canvas, in a worker where that can be. */
export function createPainter({ canUseGl }: { canUseGl: boolean }): SteadyPainter {
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const stop = new AbortController();
  let fallback: Painter | null = null;
  let current: Painter | null = canUseGl
    ? openGl(stop.signal, (painter) => {
        current = painter;
        tell();
      })
    : null;
  const active = (): Painter => {
    if (current) return current;
    fallback ??= createFallback();
    return fallback;
  };
  return {
    get kind() {
      return active().kind;
    },
    get maxSide() {
      return active().maxSide;
    },
    paint: (target, job) => active().paint(target, job),
    forget(plane) {
      current?.forget(plane);
      fallback?.forget(plane);
    },
    dispose() {
      stop.abort();
      current?.dispose();
      fallback?.dispose();
      listeners.clear();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Null without WebGL2. When the context is lost or comes back, `change` is called with null or a new painter. */
function openGl(signal: AbortSignal, change: (painter: Painter | null) => void): Painter | null {
  const canvas = document.createElement('canvas');
  const gl = canvas.getContext('webgl2', { antialias: false, depth: false });
  if (!gl) return null;
  canvas.addEventListener(
    'webglcontextlost',
    (event) => {
      // Without this the browser never gives it back.
      event.preventDefault();
      change(null);
    },
    { signal },
  );
  canvas.addEventListener('webglcontextrestored', () => change(tryGl(gl)), { signal });
  return tryGl(gl);
}

function tryGl(gl: WebGL2RenderingContext): Painter | null {
  try {
    return new GlPainter(gl);
  } catch (error) {
    console.warn('Pictures are painted without the graphics card:', error);
    return null;
  }
}

function createFallback(): Painter {
  if (typeof Worker === 'undefined' || typeof OffscreenCanvas === 'undefined') return createCanvasPainter();
  return new WorkerPainter(new Worker(new URL('./paintWorker.ts', import.meta.url), { type: 'module' }));
}
