// What a server has beside the client: Node's own transport, and files for what must survive the process.

export { fileStorage } from './outbox/fileStorage.ts';
export { type NodeTransportOptions, nodeTransport } from './transports/node.ts';
export { fileSource } from './uploads/fileSource.ts';
