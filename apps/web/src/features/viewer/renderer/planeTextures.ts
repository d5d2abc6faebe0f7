import type { Plane } from '@asterism/fits';
import { createTexture } from './glProgram.ts';

// Planes on the graphics card, in bytes: some forty samples of (4, 600, 600).
const KEPT_BYTES = 256 * 2 ** 20;

/** The planes that are on the graphics card as float32; those not painted for longest go first. */
export class PlaneTextures {
  readonly #gl: WebGL2RenderingContext;
  // In order of use.
  readonly #textures = new Map<Plane, WebGLTexture>();
  #bytes = 0;

  constructor(gl: WebGL2RenderingContext) {
    this.#gl = gl;
  }

  bind(plane: Plane, unit: number): void {
    const gl = this.#gl;
    const known = this.#textures.get(plane);
    if (known) {
      this.#textures.delete(plane);
      this.#textures.set(plane, known);
      gl.activeTexture(gl.TEXTURE0 + unit);
      gl.bindTexture(gl.TEXTURE_2D, known);
      return;
    }
    const texture = createTexture(gl, unit);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.R32F, plane.width, plane.height, 0, gl.RED, gl.FLOAT, plane.data);
    this.#textures.set(plane, texture);
    this.#bytes += plane.data.byteLength;
  }

  /** Frees what is beyond the bound, but for those that are being painted. */
  shrink(inUse: readonly (Plane | null)[]): void {
    for (const plane of [...this.#textures.keys()]) {
      if (this.#bytes <= KEPT_BYTES) return;
      if (!inUse.includes(plane)) this.forget(plane);
    }
  }

  forget(plane: Plane): void {
    const texture = this.#textures.get(plane);
    if (!texture) return;
    this.#textures.delete(plane);
    this.#bytes -= plane.data.byteLength;
    this.#gl.deleteTexture(texture);
  }

  dispose(): void {
    for (const plane of [...this.#textures.keys()]) this.forget(plane);
  }
}
