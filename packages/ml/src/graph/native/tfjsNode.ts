/** The loaded @tensorflow/tfjs-node module. It is handed in, so that this package never loads TensorFlow by itself. */
export type TfjsNode = typeof import('@tensorflow/tfjs-node');
