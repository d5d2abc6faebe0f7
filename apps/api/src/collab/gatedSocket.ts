import WebSocket, { type RawData } from 'ws';

/** A WebSocket whose messages go through a gate before anybody else hears them. */
export class GatedSocket extends WebSocket {
  gate: ((data: Buffer, isBinary: boolean) => void) | null = null;
  /** Told why the library closes the socket, while something can still be sent. */
  onTooLarge: (() => void) | null = null;

  override emit(event: string | symbol, ...values: unknown[]): boolean {
    if (event !== 'message' || !this.gate) return super.emit(event, ...values);
    const [data, isBinary] = values;
    if (Buffer.isBuffer(data)) this.gate(data, isBinary === true);
    return true;
  }

  /** Lets a message through to those who listen. */
  pass(data: RawData): void {
    super.emit('message', data, true);
  }

  override close(code?: number, reason?: string | Buffer): void {
    // RFC 6455's "message too big", by which ws closes before a message is read.
    if (code === 1009) this.onTooLarge?.();
    super.close(code, reason);
  }
}
