/** What one client may send to the socket of observations. */
export interface CollabLimits {
  /** Of one message. */
  messageBytes: number;
  /** Of all updates of a document together. */
  documentBytes: number;
  messagesPerWindow: number;
  bytesPerWindow: number;
  windowSeconds: number;
  awarenessBytes: number;
  /** Elements within elements. */
  depth: number;
  /** Lists and objects within an attribute's value. */
  valueDepth: number;
  /** For so long a socket may stay without saying whose it is, or with changes whose foundations have not come. */
  patienceSeconds: number;
  /** For so long what cannot be stored is tried again before those who wait for it are let go. */
  storingSeconds: number;
}

export const COLLAB_LIMITS: CollabLimits = {
  // What somebody wrote in a day without a connection comes as one message: a novel is 1 MB.
  messageBytes: 4 << 20,
  documentBytes: 64 << 20,
  // Ten who type ten letters a second, whose carets each page sends back as well: 120 messages a second.
  messagesPerWindow: 5000,
  bytesPerWindow: 16 << 20,
  windowSeconds: 10,
  awarenessBytes: 4096,
  depth: 40,
  valueDepth: 8,
  patienceSeconds: 10,
  storingSeconds: 15,
};
