// Every page of the demo at a desk and on a phone, light and dark: axe, sideways scroll, weight, no script errors.
import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { axe, openBrowser, sideways } from './lib/browser.mjs';
import { freePort, ok, story, until } from './lib/square.mjs';

// Compressed bytes of a page's HTML, by the first part of its path that fits.
const BUDGETS = [['/orbits', 24], ['/sign-in', 10], ['/join', 10], ['/ring', 10], ['/settings', 10], ['/gifts/new', 6], ['/waiting', 12], ['/@', 14], ['/', 16]];
const SCRIPT_MAX = 12_000;
const STYLE_MAX = 10_240;

await story('every page, light and dark, wide and narrow', async ({ step, later }) => {
  const port = await freePort();
  const child = spawn(process.env.SOULAVA_BINARY, ['demo', '--port', String(port)], { stdio: 'ignore' });
  later(async () => { child.kill('SIGTERM'); await new Promise((done) => child.once('exit', done)); });
  const origin = `http://127.0.0.1:${port}`;
  await until('the demo opens', () => fetch(`${origin}/healthz`).then((answer) => answer.ok, () => false), 30_000);
  const browser = await openBrowser();
  later(() => browser.close());
  const shots = process.env.SHOTS;
  if (shots) await mkdir(shots, { recursive: true });

  const faults = [];
  let looked = 0;
  for (const door of ['', 'customer', 'keeper', 'host']) {
    const paths = await pathsFor(browser, origin, door);
    for (const [width, scheme] of [[1280, 'light'], [1280, 'dark'], [390, 'light'], [390, 'dark'], [320, 'light']]) {
      const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme, locale: 'en-GB' });
      const page = await context.newPage();
      page.on('pageerror', (error) => faults.push(`${page.url()}: script: ${error.message}`));
      page.on('console', (message) => { if (/Content Security Policy/i.test(message.text())) faults.push(`${page.url()}: ${message.text()}`); });
      if (door) await enter(page, origin, door);
      for (const path of paths) {
        const answer = await page.goto(`${origin}${path}`);
        const where = `${door || 'nobody'} ${path} at ${width} ${scheme}`;
        looked += 1;
        if (answer.status() >= 500) faults.push(`${where}: ${answer.status()}`);
        if (width === 320) {
          const over = await sideways(page);
          if (over > 0) faults.push(`${where}: scrolls sideways by ${over} px`);
          continue;
        }
        for (const fault of await axe(page)) faults.push(`${where}: ${fault}`);
        if (shots) await page.screenshot({ path: `${shots}/${door || 'nobody'}${path.replace(/[^a-z0-9]+/gi, '-')}-${width}-${scheme}.png`, fullPage: true });
        if (width === 1280 && scheme === 'light') weigh(path, await answer.body(), where, faults);
      }
      await context.close();
    }
    step(`${door || 'passing by'}: ${paths.length} pages`);
  }
  const assets = await weighAssets(origin);
  ok(assets.script <= SCRIPT_MAX, `all script is ${assets.script} bytes compressed, at most ${SCRIPT_MAX}`);
  ok(assets.style <= STYLE_MAX, `the style sheet is ${assets.style} bytes compressed, at most ${STYLE_MAX}`);
  step(`${looked} looks; script ${assets.script} B, style ${assets.style} B compressed`);
  ok(faults.length === 0, `${faults.length} faults:\n${[...new Set(faults)].slice(0, 40).join('\n')}`);
});

async function enter(page, origin, door) {
  await page.goto(`${origin}/demo`);
  await page.locator(`form:has([name=door][value=${door}]) button, button[name=door][value=${door}]`).first().click();
  await page.waitForLoadState();
}

/** The fixed pages, and one of each kind that the square links to. */
async function pathsFor(browser, origin, door) {
  const page = await (await browser.newContext({ locale: 'en-GB' })).newPage();
  if (door) await enter(page, origin, door);
  const found = new Map();
  const open = ['/', '/square?show=all', '/currencies', '/rules', '/help', '/about', '/@rosie/standing'];
  const signedOut = ['/demo', '/sign-in', '/forgot', '/ring'];
  const signedIn = ['/square?show=known', '/waiting', '/news', '/ties', '/posts/new', '/posts/new?kind=recipe', '/gifts/new', '/invite', '/search?q=bread',
    '/orbits?around=me', '/@anna/standing', '/@fenna/standing', '/@jorrit/standing', '/settings', '/settings/calm', '/settings/sign-in', '/settings/apps', '/settings/leave',
    '/introductions', '/introductions/new', '/settings/introductions', '/meetups'];
  const hosts = ['/host/introductions', '/newcomers', '/host/people', '/host/people?show=without', '/host/square', '/host/swaps', '/host/swaps?show=decided', '/orbits', '/orbits?around=square&pick=anna'];
  const keepers = ['/orbits?around=bageriet'];
  const fixed = [...open, ...(door ? signedIn : signedOut), ...(door === 'host' ? hosts : []), ...(door === 'keeper' ? keepers : []), '/nothing-here'];
  for (const path of ['/', '/square?show=all', '/currencies', ...(door ? ['/ties', '/introductions'] : [])]) {
    await page.goto(`${origin}${path}`);
    for (const href of await page.locator('a[href^="/"]').evaluateAll((links) => links.map((link) => link.getAttribute('href')))) {
      const kind = href.split('?')[0].replace(/\d{6,}/, 'ID').replace(/^\/@[^/]+/, '/@NAME').replace(/^\/ties\/.+/, '/ties/NAME').replace(/^\/(currencies|heirlooms|tags)\/.+/, '/$1/SLUG');
      if (/^\/(@NAME(\/ID(\/\w+)?)?|gifts\/ID|currencies\/SLUG|heirlooms\/SLUG|tags\/SLUG|gifts\/new|ties\/NAME|introductions\/ID)$/.test(kind) && !found.has(kind)) found.set(kind, href.split('#')[0]);
    }
  }
  const post = found.get('/@NAME/ID');
  if (post) for (const more of ['/why', '/made']) found.set(`/@NAME/ID${more}`, `${post}${more}`);
  await page.context().close();
  return [...new Set([...fixed, ...found.values()])];
}

function weigh(path, body, where, faults) {
  const budget = BUDGETS.find(([start]) => path.startsWith(start))[1] * 1024;
  const size = gzipSync(body, { level: 6 }).length;
  if (size > budget) faults.push(`${where}: ${size} bytes of HTML compressed, at most ${budget}`);
}

async function weighAssets(origin) {
  const html = await (await fetch(`${origin}/sign-in`)).text();
  const sizes = { script: 0, style: 0 };
  for (const [, url] of html.matchAll(/<(?:script|link)[^>]+(?:src|href)="(\/assets\/[^"]+\.(?:js|css))"/g)) {
    const size = gzipSync(Buffer.from(await (await fetch(`${origin}${url}`)).arrayBuffer())).length;
    sizes[url.endsWith('.js') ? 'script' : 'style'] += size;
  }
  return sizes;
}
