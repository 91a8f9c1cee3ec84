// The `toot` command line client, as people install it: signs in, posts, gives by post, sees it accepted.
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { authorise, openBrowser, openPage } from './lib/browser.mjs';
import { picture } from './lib/picture.mjs';
import { ok, startSquare, story, until } from './lib/square.mjs';

await story('toot: a person keeps the app they love', async ({ step, later }) => {
  const square = await startSquare();
  later(() => square.stop());
  const browser = await openBrowser();
  later(() => browser.close());
  await square.admin('admin', 'currency', 'create', '--slug', 'appeltaart', '--name', 'Appeltaart',
    '--emblem', 'appeltaart', '--says', 'for whoever kept the oven on', '--kind', 'expressive');
  const anna = await square.person('anna', 'host');
  const fenna = await square.person('fenna');

  const homes = {};
  for (const person of [anna, fenna]) {
    homes[person.username] = await mkdtemp(join(tmpdir(), 'toot-'));
    later(() => rm(homes[person.username], { recursive: true, force: true }));
    await signIn(square, browser, person, homes[person.username]);
  }
  const toot = (who, ...args) => run(homes[who], args);
  step('both signed in through the browser with a code');
  ok((await toot('anna', 'whoami')).includes('anna'), 'toot knows who anna is');

  const posted = await toot('anna', 'post', 'Good morning from the oven. #bread');
  const morning = idIn(posted);
  step(`posted ${morning}`);
  await toot('fenna', 'follow', 'anna');
  ok((await toot('anna', 'followers', 'anna')).includes('fenna'), 'fenna follows anna');
  const replied = idIn(await toot('fenna', 'post', '--reply-to', morning, '@anna it smells all the way to the harbour'));
  ok((await toot('anna', 'thread', morning)).includes('harbour'), 'the reply stands in the thread');
  await toot('fenna', 'reblog', morning);
  await toot('fenna', 'favourite', morning);
  await toot('fenna', 'bookmark', morning);
  ok((await toot('fenna', 'bookmarks')).includes('oven'), 'the bookmark is kept');
  ok((await toot('anna', 'reblogged-by', morning)).includes('fenna'), 'fenna passed it on');
  step('reply, boost, favourite and bookmark arrived');

  const file = join(homes.anna, 'loaf.png');
  await writeFile(file, picture(320, 200));
  const withPicture = await toot('anna', 'post', '--media', file, '--description', 'A round loaf on a board', 'Still warm.');
  ok(idIn(withPicture), 'a picture was posted');
  ok((await toot('fenna', 'timelines', 'home', '--no-pager')).includes('Still warm.'), 'home shows it');
  step('picture posted, home read');

  const gift = idIn(await toot('anna', 'post', '@fenna :appeltaart: for keeping the oven on for me'));
  await until('fenna hears of the gift', async () => (await toot('fenna', 'notifications')).includes('keeping the oven on'));
  await toot('fenna', 'favourite', gift);
  const seen = await until('the gift is accepted', async () => {
    const answer = await fetch(`${square.origin}/api/v1/statuses/${gift}`, { headers: { authorization: `Bearer ${anna.token}` } });
    const status = await answer.json();
    return status.soulava?.gifts?.find((one) => one.state === 'accepted');
  });
  ok(seen, 'accepted by a favourite');
  ok((await toot('anna', 'notifications')).length > 0, 'anna hears of it');
  step('a gift by post was accepted by a favourite');

  await toot('fenna', 'unreblog', morning);
  await toot('fenna', 'unfavourite', morning);
  await toot('fenna', 'delete', replied);
  ok(!(await toot('anna', 'thread', morning)).includes('all the way to the harbour'), 'the reply is gone');
  ok((await toot('anna', 'search', 'fenna')).includes('fenna'), 'search finds fenna');
  await toot('fenna', 'block', 'anna');
  await toot('fenna', 'unblock', 'anna');
  step('taken back, deleted, searched, blocked and unblocked');
});

function idIn(printed) {
  const found = printed.match(/\/@[^/\s]+\/(\d+)/);
  if (!found) throw new Error(`no post address in: ${printed}`);
  return found[1];
}

function run(home, args, { onOutput } = {}) {
  return new Promise((done, failed) => {
    const child = spawn(process.env.SOULAVA_PYTHON, ['-m', 'toot', '--no-color', ...args], {
      env: { PATH: process.env.PATH, HOME: home, XDG_CONFIG_HOME: home, PYTHONUNBUFFERED: '1', BROWSER: 'true' },
    });
    let printed = '';
    const heard = (bytes) => { printed += bytes; onOutput?.(printed, child.stdin); };
    child.stdout.on('data', heard);
    child.stderr.on('data', heard);
    child.on('exit', (code) => (code === 0 ? done(printed) : failed(new Error(`toot ${args.join(' ')}: ${printed}`))));
    if (!onOutput) child.stdin.end();
  });
}

async function signIn(square, browser, person, home) {
  let asked = false;
  await run(home, ['login', '--instance', square.origin], {
    onOutput: async (printed, stdin) => {
      const url = printed.match(/https?:\/\/\S+\/oauth\/authorize\S+/)?.[0];
      if (!url || asked || !/default browser/.test(printed)) return;
      asked = true;
      stdin.write('n\n');
      const page = await openPage(browser);
      const code = await authorise(page, url, person);
      await page.context().close();
      stdin.end(`${code}\n`);
    },
  });
}
