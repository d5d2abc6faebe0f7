// The part that is used here of the message classes which tfjs-node ships without types.
declare module '@tensorflow/tfjs-node/dist/proto/api_pb.js' {
  interface ProtoMap<Value> {
    set(key: string, value: Value): unknown;
  }
  class TensorShapeDim {
    setSize(size: number): void;
  }
  class TensorShape {
    static Dim: typeof TensorShapeDim;
    addDim(dim: TensorShapeDim): void;
  }
  class Tensor {
    setDtype(dtype: number): void;
    setTensorShape(shape: TensorShape): void;
    setTensorContent(bytes: Uint8Array): void;
  }
  class AttrListValue {
    setIList(values: readonly number[]): void;
  }
  class AttrValue {
    static ListValue: typeof AttrListValue;
    setType(dtype: number): void;
    setI(value: number): void;
    setB(value: boolean): void;
    setF(value: number): void;
    setS(value: Uint8Array): void;
    setShape(shape: TensorShape): void;
    setTensor(tensor: Tensor): void;
    setList(list: AttrListValue): void;
  }
  class NodeDef {
    setName(name: string): void;
    setOp(op: string): void;
    addInput(name: string): void;
    getAttrMap(): ProtoMap<AttrValue>;
  }
  class VersionDef {
    setProducer(version: number): void;
  }
  class GraphDef {
    addNode(node: NodeDef): void;
    setVersions(version: VersionDef): void;
  }
  class TensorInfo {
    setName(name: string): void;
    setDtype(dtype: number): void;
    setTensorShape(shape: TensorShape): void;
  }
  class SignatureDef {
    setMethodName(name: string): void;
    getInputsMap(): ProtoMap<TensorInfo>;
    getOutputsMap(): ProtoMap<TensorInfo>;
  }
  class MetaInfoDef {
    addTags(tag: string): void;
  }
  class MetaGraphDef {
    static MetaInfoDef: typeof MetaInfoDef;
    setMetaInfoDef(info: MetaInfoDef): void;
    setGraphDef(graph: GraphDef): void;
    getSignatureDefMap(): ProtoMap<SignatureDef>;
  }
  class SavedModel {
    setSavedModelSchemaVersion(version: number): void;
    addMetaGraphs(graph: MetaGraphDef): void;
    serializeBinary(): Uint8Array;
  }
  const proto: {
    TensorShape: typeof TensorShape;
    Tensor: typeof Tensor;
    AttrValue: typeof AttrValue;
    NodeDef: typeof NodeDef;
    VersionDef: typeof VersionDef;
    GraphDef: typeof GraphDef;
    TensorInfo: typeof TensorInfo;
    SignatureDef: typeof SignatureDef;
    MetaGraphDef: typeof MetaGraphDef;
    SavedModel: typeof SavedModel;
  };
  export default proto;
}
