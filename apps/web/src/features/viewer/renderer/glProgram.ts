const VERTEX = `#version 300 es
void main() {
  // One triangle that covers the canvas.
  gl_Position = vec4(gl_VertexID == 1 ? 3.0 : -1.0, gl_VertexID == 2 ? 3.0 : -1.0, 0.0, 1.0);
}`;

const FRAGMENT = `#version 300 es
precision highp float;
precision highp int;
precision highp sampler2D;
precision highp isampler2D;
uniform sampler2D plane;
uniform sampler2D subtrahend;
uniform sampler2D thresholds;
uniform sampler2D colors;
uniform isampler2D places;
uniform bool isDifference;
uniform int height;
out vec4 color;

// By its bits: a compiler may take x != x for false.
bool isMissing(float value) {
  return (floatBitsToUint(value) & 0x7fffffffu) > 0x7f800000u;
}

void main() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  int x = texelFetch(places, ivec2(at.x, 0), 0).r;
  int y = texelFetch(places, ivec2(height - 1 - at.y, 1), 0).r;
  if (x < 0 || y < 0) {
    color = vec4(0.0);
    return;
  }
  float value = texelFetch(plane, ivec2(x, y), 0).r;
  bool isNone = isMissing(value);
  if (isDifference) {
    float other = texelFetch(subtrahend, ivec2(x, y), 0).r;
    isNone = isNone || isMissing(other);
    value -= other;
    isNone = isNone || isMissing(value);
  }
  int level = 256;
  if (!isNone) {
    level = 0;
    for (int step = 128; step > 0; step >>= 1)
      if (value >= texelFetch(thresholds, ivec2(level + step - 1, 0), 0).r) level += step;
  }
  color = texelFetch(colors, ivec2(level, 0), 0);
}`;

export const UNITS = { plane: 0, subtrahend: 1, thresholds: 2, colors: 3, places: 4 } as const;

export interface GlProgram {
  isDifference: WebGLUniformLocation | null;
  height: WebGLUniformLocation | null;
}

/** Compiles the shader and binds its textures to their units. Throws Error with the driver's words. */
export function linkProgram(gl: WebGL2RenderingContext): GlProgram {
  const program = gl.createProgram();
  for (const [kind, source] of [
    [gl.VERTEX_SHADER, VERTEX],
    [gl.FRAGMENT_SHADER, FRAGMENT],
  ] as const) {
    const shader = gl.createShader(kind);
    if (!shader) throw new Error('The graphics card gives no shader.');
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
    gl.deleteShader(shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS))
    throw new Error(`The shader does not link: ${gl.getProgramInfoLog(program)}`);
  // biome-ignore lint/correctness/useHookAtTopLevel: WebGL's own name, not a hook
  gl.useProgram(program);
  for (const [name, unit] of Object.entries(UNITS)) gl.uniform1i(gl.getUniformLocation(program, name), unit);
  return {
    isDifference: gl.getUniformLocation(program, 'isDifference'),
    height: gl.getUniformLocation(program, 'height'),
  };
}

/** A texture without filtering or repetition. */
export function createTexture(gl: WebGL2RenderingContext, unit: number): WebGLTexture {
  const texture = gl.createTexture();
  gl.activeTexture(gl.TEXTURE0 + unit);
  gl.bindTexture(gl.TEXTURE_2D, texture);
  for (const side of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER])
    gl.texParameteri(gl.TEXTURE_2D, side, gl.NEAREST);
  for (const axis of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T])
    gl.texParameteri(gl.TEXTURE_2D, axis, gl.CLAMP_TO_EDGE);
  return texture;
}
