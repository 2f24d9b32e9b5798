// The service every client is measured against: one process, the same bytes for whatever is asked. `PORT` says where.
import { createServer } from 'node:http';

const fields = Object.fromEntries(
  Array.from({ length: 24 }, (_, i) => [`field${i}`, `居住证办理第 ${i} 项，公安局人口信息库`]),
);
const body = Buffer.from(JSON.stringify({ id: 'HZ-GA-041', object: 'matter', data: [], fields }));
const headers = { 'content-type': 'application/json', 'content-length': body.length, 'request-id': 'measured' };

createServer((request, response) => {
  request.resume();
  response.writeHead(200, headers).end(body);
})
  .on('connection', (socket) => socket.setNoDelay(true))
  .listen(Number(process.env.PORT), '127.0.0.1');
