// A reverse proxy that writes down every JSON answer of the client API, for lib/contract.py.
import { createWriteStream } from 'node:fs';
import { createServer, request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';

export async function startRecorder({ port, target, folder = process.env.CONTRACT_LOG }) {
  const log = folder ? createWriteStream(join(folder, `${process.pid}-${port}.jsonl`), { flags: 'a' }) : null;
  const server = createServer((incoming, outgoing) => {
    const onward = request(
      { host: '127.0.0.1', port: target, method: incoming.method, path: incoming.url, headers: incoming.headers, setHost: false },
      (answer) => {
        outgoing.writeHead(answer.statusCode, answer.rawHeaders);
        const json = /^application\/json/.test(answer.headers['content-type'] ?? '');
        const chunks = [];
        answer.on('data', (chunk) => {
          if (json && log) chunks.push(chunk);
          outgoing.write(chunk);
        });
        answer.on('end', () => {
          outgoing.end();
          if (json && log) log.write(`${JSON.stringify({
            method: incoming.method, path: incoming.url, status: answer.statusCode, body: Buffer.concat(chunks).toString('utf8'),
          })}\n`);
        });
        answer.on('error', () => outgoing.destroy());
      },
    );
    onward.on('error', () => { if (!outgoing.headersSent) outgoing.writeHead(502); outgoing.end(); });
    outgoing.on('close', () => onward.destroy());
    incoming.pipe(onward);
  });
  const sockets = new Set();
  server.on('connection', (socket) => { sockets.add(socket); socket.once('close', () => sockets.delete(socket)); });
  server.on('upgrade', (incoming, socket, head) => {
    const onward = connect(target, '127.0.0.1', () => {
      const headers = [];
      for (let i = 0; i < incoming.rawHeaders.length; i += 2) headers.push(`${incoming.rawHeaders[i]}: ${incoming.rawHeaders[i + 1]}`);
      onward.write(`${incoming.method} ${incoming.url} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n`);
      onward.write(head);
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
  });
  await new Promise((done) => server.listen(port, 'localhost', done));
  return async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((done) => server.close(done));
    if (log) await new Promise((done) => log.end(done));
  };
}
