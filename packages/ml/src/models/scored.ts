import type { Program, Signature } from '../graph/program.ts';
import { similarityScores } from '../losses/msSsim.ts';

/**
 * What signature `encode` gives, and of a model that decodes also `ssims` and `msSsims` (batch) of its reconstructions:
 * appended to the graph only where samples are encoded, since training has no use for it. Unmeasured pixels are black in
 * both images. Throws RangeError for images smaller than SSIM's window.
 */
export function scoredSignature({ graph, signatures }: Program): Signature {
  const { inputs, outputs } = signatures['encode']!;
  const decoded = signatures['reconstruct']?.outputs['images'];
  const [images, mask] = inputs;
  if (!decoded || !images) return { inputs, outputs };
  const shown = (image: typeof decoded) => (mask ? graph.multiply(image, mask) : image);
  return { inputs, outputs: { ...outputs, ...similarityScores(graph, shown(images), shown(decoded)) } };
}
