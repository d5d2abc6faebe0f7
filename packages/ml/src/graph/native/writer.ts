/// <reference path="./tensorflowProto.d.ts" />
import proto from '@tensorflow/tfjs-node/dist/proto/api_pb.js';
import { ATTRIBUTES, type AttrValue, attribute, DTYPE, type FloatType, tensorShape } from './attributes.ts';

/** A tensor of a signature: its key, the tensor's name and its shape. */
export interface Port {
  key: string;
  tensor: string;
  shape: readonly number[];
}

/** Writes a TensorFlow graph node by node; `serialize` gives the SavedModel that a session loads. */
export class GraphWriter {
  readonly float: FloatType;
  readonly T: AttrValue;
  readonly #graph = new proto.GraphDef();
  readonly #signatures = new Map<string, { inputs: readonly Port[]; outputs: readonly Port[] }>();
  #count = 0;

  constructor(float: FloatType) {
    this.float = float;
    this.T = attribute.type(DTYPE[float]);
  }

  /** Adds a node and returns its name, which is also the name of its first output. */
  op(type: string, inputs: readonly string[], attributes: Record<string, AttrValue>, name?: string): string {
    const expected = ATTRIBUTES[type];
    const given = Object.keys(attributes);
    if (expected?.length !== given.length || given.some((key) => !expected.includes(key)))
      throw new Error(`TensorFlow's ${type} takes ${expected ?? 'nothing known'}, not ${given}.`);
    const node = new proto.NodeDef();
    // Names begin with a letter, or they could not be fetched.
    const own = name ?? `n${this.#count++}`;
    node.setName(own);
    node.setOp(type);
    for (const input of inputs) node.addInput(input);
    for (const [key, value] of Object.entries(attributes)) node.getAttrMap().set(key, value);
    this.#graph.addNode(node);
    return own;
  }

  floats(values: readonly number[], shape: readonly number[]): string {
    const data = this.float === 'float64' ? Float64Array.from(values) : Float32Array.from(values);
    const value = attribute.tensor(DTYPE[this.float], shape, data);
    return this.op('Const', [], { dtype: this.T, value });
  }

  ints(values: readonly number[] | number, lengths?: readonly number[]): string {
    const list = typeof values === 'number' ? [values] : values;
    const shape = lengths ?? (typeof values === 'number' ? [] : [list.length]);
    const value = attribute.tensor(DTYPE.int32, shape, Int32Array.from(list));
    return this.op('Const', [], { dtype: attribute.type(DTYPE.int32), value });
  }

  /** Something fed at each run. float64 travels as pairs of int32, since the binding has no float64. */
  placeholder(name: string, shape: readonly number[]): string {
    const int32 = attribute.type(DTYPE.int32);
    if (this.float === 'float32')
      return this.op('Placeholder', [], { dtype: this.T, shape: attribute.shape(shape) }, name);
    this.op('Placeholder', [], { dtype: int32, shape: attribute.shape([...shape, 2]) }, name);
    return this.op('Bitcast', [name], { T: int32, type: this.T });
  }

  /** Something read after a run. */
  output(tensor: string, name: string): string {
    if (this.float === 'float32') return this.op('Identity', [tensor], { T: this.T }, name);
    return this.op('Bitcast', [tensor], { T: this.T, type: attribute.type(DTYPE.int32) }, name);
  }

  signature(name: string, inputs: readonly Port[], outputs: readonly Port[]): void {
    this.#signatures.set(name, { inputs, outputs });
  }

  serialize(): Uint8Array {
    const version = new proto.VersionDef();
    // The producer that libtensorflow 2.12 to 2.20 were seen to load.
    version.setProducer(1087);
    this.#graph.setVersions(version);
    const meta = new proto.MetaGraphDef();
    const info = new proto.MetaGraphDef.MetaInfoDef();
    info.addTags('serve');
    meta.setMetaInfoDef(info);
    meta.setGraphDef(this.#graph);
    for (const [name, { inputs, outputs }] of this.#signatures) {
      const definition = new proto.SignatureDef();
      definition.setMethodName('tensorflow/serving/predict');
      for (const port of inputs) definition.getInputsMap().set(port.key, this.#info(port));
      for (const port of outputs) definition.getOutputsMap().set(port.key, this.#info(port));
      meta.getSignatureDefMap().set(name, definition);
    }
    const model = new proto.SavedModel();
    model.setSavedModelSchemaVersion(1);
    model.addMetaGraphs(meta);
    return model.serializeBinary();
  }

  #info({ tensor, shape }: Port): InstanceType<typeof proto.TensorInfo> {
    const info = new proto.TensorInfo();
    info.setName(`${tensor}:0`);
    const isDouble = this.float === 'float64';
    info.setDtype(isDouble ? DTYPE.int32 : DTYPE.float32);
    info.setTensorShape(tensorShape(isDouble ? [...shape, 2] : shape));
    return info;
  }
}
