// A real square for one story: the binary in a folder of its own, behind a recorder of its answers.
import { spawn, execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startRecorder } from './recorder.mjs';

const run = promisify(execFile);
const BINARY = process.env.SOULAVA_BINARY;
export const PASSWORD = 'een lange zin over brood';

export async function freePort() {
  const probe = createServer();
  await new Promise((done) => probe.listen(0, '127.0.0.1', done));
  const { port } = probe.address();
  await new Promise((done) => probe.close(done));
  return port;
}

/** Starts `soulava serve` on an empty folder; `database` may be a PostgreSQL URL. */
export async function startSquare({ database, env = {}, ...recorder } = {}) {
  const data = await mkdtemp(join(tmpdir(), 'soulava-story-'));
  const [inner, outer] = [await freePort(), await freePort()];
  const origin = `http://localhost:${outer}`;
  const settings = {
    PATH: process.env.PATH,
    SOULAVA_DATA: data,
    SOULAVA_LISTEN: `127.0.0.1:${inner}`,
    SOULAVA_ORIGIN: origin,
    SOULAVA_RATE_LIMITS: 'off',
    ...(database ? { SOULAVA_DATABASE_URL: database } : {}),
    ...env,
  };
  const square = { data, origin, settings, inner, printed: '' };
  const stopRecorder = await startRecorder({ port: outer, target: inner, ...recorder });

  square.start = async () => {
    square.printed = '';
    const child = spawn(BINARY, ['serve'], { env: settings, stdio: ['ignore', 'pipe', 'pipe'] });
    square.child = child;
    square.ended = new Promise((done) => child.once('exit', (code, signal) => done({ code, signal })));
    child.stdout.on('data', (bytes) => { square.printed += bytes; });
    child.stderr.on('data', (bytes) => { square.printed += bytes; });
    await healthy(`http://127.0.0.1:${inner}/healthz`, square);
  };
  square.stop = async () => {
    square.child.kill('SIGTERM');
    const outcome = await square.ended;
    await stopRecorder();
    await rm(data, { recursive: true, force: true });
    return outcome;
  };
  square.admin = async (...args) => {
    const { stdout } = await run(BINARY, args, { env: settings });
    return stdout.trim();
  };
  /** The single-use link to /begin that an empty folder prints. */
  square.beginLink = async () => {
    for (let tries = 0; tries < 100; tries += 1) {
      const found = square.printed.match(/https?:\/\/\S+\/begin\/\S+/);
      if (found) return found[0];
      await pause(50);
    }
    throw new Error(`no /begin link was printed:\n${square.printed}`);
  };
  /** A confirmed account and a token for it. */
  square.person = async (username, role = 'person') => {
    await square.admin('admin', 'account', 'create', '--username', username, '--email', `${username}@example.org`,
      '--password', PASSWORD, '--role', role, '--confirmed', '--json');
    const token = JSON.parse(await square.admin('admin', 'token', 'create', '--username', username,
      '--scopes', 'read write follow push', '--json'));
    return { username, email: `${username}@example.org`, password: PASSWORD, token: token.access_token ?? token.token };
  };
  try {
    await square.start();
  } catch (error) {
    square.child?.kill('SIGKILL');
    await stopRecorder();
    throw error;
  }
  return square;
}

async function healthy(url, square) {
  for (let tries = 0; tries < 200; tries += 1) {
    if (square.child.exitCode !== null) throw new Error(`the square did not start:\n${square.printed}`);
    try {
      if ((await fetch(url)).ok) return;
    } catch { /* not listening yet */ }
    await pause(25);
  }
  throw new Error(`the square is not healthy:\n${square.printed}`);
}

export const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** Asks until the answer pleases, for at most `ms`. */
export async function until(what, ask, ms = 5000) {
  const ends = Date.now() + ms;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > ends) throw new Error(`waited in vain: ${what}`);
    await pause(50);
  }
}

/** Tells a story: prints each step, ends with the right code, cleans up whatever happens. */
export async function story(name, tell) {
  const cleanups = [];
  const step = (text) => console.log(`   ${text}`);
  console.log(name);
  try {
    await tell({ step, later: (cleanup) => cleanups.push(cleanup) });
    console.log('   — told');
  } catch (error) {
    console.error(error);
    process.exitCode = 1;
  } finally {
    for (const cleanup of cleanups.reverse()) await cleanup().catch((error) => console.error(error));
  }
}

export function equal(actual, expected, what) {
  if (JSON.stringify(actual) !== JSON.stringify(expected)) {
    throw new Error(`${what}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`);
  }
}

export function ok(condition, what) {
  if (!condition) throw new Error(what);
}
