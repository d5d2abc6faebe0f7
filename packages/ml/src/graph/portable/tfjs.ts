/** The loaded @tensorflow/tfjs-core module, its backend set. It is handed in, so that this package chooses none. */
export type Tfjs = typeof import('@tensorflow/tfjs-core');
export type Tensor = import('@tensorflow/tfjs-core').Tensor;
export type Tensor2D = import('@tensorflow/tfjs-core').Tensor2D;
export type Tensor4D = import('@tensorflow/tfjs-core').Tensor4D;
