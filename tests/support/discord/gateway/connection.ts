import { constants, createDeflate } from 'node:zlib';
import type { WebSocket } from 'ws';
import type { Connection } from './session.ts';

/** Wraps a socket; with `compress`, everything goes through one zlib stream as Discord's zlib-stream does. */
export function createConnection(socket: WebSocket, { compress }: { readonly compress: boolean }): Connection {
  if (!compress) return { socket, send: (payload) => write(socket, JSON.stringify(payload)) };
  const deflate = createDeflate({ flush: constants.Z_SYNC_FLUSH });
  let chunks: Buffer[] = [];
  const suffix = Buffer.from([0, 0, 0xff, 0xff]);
  deflate.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    const whole = Buffer.concat(chunks);
    if (!whole.subarray(-4).equals(suffix)) return;
    chunks = [];
    write(socket, whole);
  });
  return { socket, send: (payload) => void deflate.write(JSON.stringify(payload)) };
}

function write(socket: WebSocket, data: string | Buffer): void {
  if (socket.readyState === socket.OPEN) socket.send(data);
}
