// A fresh PostgreSQL database on the cluster that the tests started.
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';

const run = promisify(execFile);

export async function newPostgres() {
  const name = `story_${randomBytes(6).toString('hex')}`;
  const sql = (text) => run('psql', ['-X', '-q', '-v', 'ON_ERROR_STOP=1', '-c', text, process.env.TEST_POSTGRES]);
  await sql(`CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8'`);
  const url = new URL(process.env.TEST_POSTGRES);
  url.pathname = `/${name}`;
  return { url: url.toString(), drop: () => sql(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}
