// The first minutes of a new square, on an empty folder: a host at a desk, then two guests on phones.
import { DESK, PHONE, axe, openBrowser, openPage } from './lib/browser.mjs';
import { PASSWORD, equal, ok, startSquare, story } from './lib/square.mjs';

await story('the first ten minutes of a square', async ({ step, later }) => {
  const square = await startSquare({ env: { SOULAVA_SIGN_UP: 'invitation' } });
  later(() => square.stop());
  const browser = await openBrowser();
  later(() => browser.close());
  const host = await openPage(browser, DESK);

  await host.goto(await square.beginLink());
  await host.fill('input[name=name]', 'Wadplein');
  await host.check('input[name=language][value=en]');
  await host.check('input[name=kind][value=business]');
  await host.fill('input[name=display_name]', 'Jorrit Bakker');
  await host.fill('input[name=email]', 'jorrit@example.org');
  await host.fill('input[name=password]', PASSWORD);
  await send(host);
  step('minute 1: the square has a name, a host and a stall');
  await healthy(host);

  ok(host.url().includes('/begin/check'), `the self-check follows, not ${host.url()}`);
  for (const [axis, level] of [['relations', 'better'], ['standing', 'basic'], ['currency', 'basic'], ['face_to_face', 'best'], ['at_once', 'better']]) {
    await host.check(`input[name=${axis}][value=${level}]`);
  }
  await send(host);
  await healthy(host);
  step('minute 2: the business says how it does');

  await host.goto(`${square.origin}/begin/currency`);
  await host.locator('input[name=emblem]').first().check({ force: true });
  await host.fill('input[name=name]', 'Warm loaf');
  await host.fill('textarea[name=says]', 'for whoever keeps the oven warm');
  await send(host);
  await healthy(host);
  step('minute 4: a currency of its own');

  const links = [];
  for (const [why, reason] of [['You fixed the oven door twice and never said a word about it.', 'for the oven door'], ['You tell everybody where the good bread is.', 'for telling everybody'], ['You know every boat in the harbour.', '']]) {
    await host.goto(`${square.origin}/begin/invite`);
    await host.fill('textarea[name=why]', why);
    await host.check('input[name=knows]');
    if (reason) {
      await host.locator('input[name=currency]:not([value=""])').first().check({ force: true });
      await host.fill('input[name=gift_reason]', reason);
    }
    await send(host);
    links.push(await host.inputValue('input#link'));
    ok(await host.locator('.qr svg').count(), 'the link is there as a QR code as well');
  }
  await healthy(host);
  step('minute 5: three people are asked, two find a gift behind the door');

  const guests = [];
  for (const [index, name] of [[0, 'Anna Visser'], [1, 'Fenna Holm']]) {
    const guest = await openPage(browser, PHONE);
    await guest.goto(links[index]);
    ok((await guest.textContent('h1')).includes('Jorrit'), 'the inviter is named');
    await guest.fill('input[name=display_name]', name);
    await guest.fill('input[name=email]', `${name.split(' ')[0].toLowerCase()}@example.org`);
    await guest.fill('input[name=password]', PASSWORD);
    await guest.check('input[name=rule]');
    await healthy(guest);
    await send(guest);
    guests.push(guest);
    await guest.goto(`${square.origin}/waiting`);
    await guest.locator('form[action$="/acknowledge"] button:not([formaction])').last().click();
    await guest.waitForLoadState();
    await guest.goto(`${square.origin}/waiting`);
    equal(await guest.locator('form[action$="/acknowledge"]').count(), 0, 'nothing waits once the gift is taken');
    await healthy(guest);
  }
  step('minute 6: two guests are in, each with a gift, without a second mail');

  const [anna, fenna] = guests;
  await anna.goto(`${square.origin}/`);
  ok((await anna.textContent('main')).trim().length > 40, 'the first page of a newcomer is never empty');
  await healthy(anna);
  const fennas = await nameOf(fenna, square);
  await anna.goto(`${square.origin}/gifts/new?to=${fennas}`);
  await anna.locator('input[name=currency]').first().check({ force: true });
  await anna.fill('textarea[name=reason]', 'for showing me the way from the ferry in the rain');
  await anna.locator('form[action="/gifts"] button').last().click();
  await anna.waitForURL(/\/gifts\/\d+/);
  await healthy(anna);
  await fenna.goto(`${square.origin}/waiting`);
  ok((await fenna.textContent('main')).includes('from the ferry in the rain'), 'the reason arrives');
  await fenna.locator('form[action$="/acknowledge"] button:not([formaction])').last().click();
  await fenna.waitForLoadState();
  await anna.reload();
  ok(!(await anna.textContent('main')).includes('Waiting for'), 'the ring closes');
  await fenna.goto(`${square.origin}/square?show=all`);
  ok((await fenna.textContent('main')).includes('ferry in the rain'), 'the square tells it');
  step('minute 7: the first gift that does not run through the business');

  for (const page of [host, ...guests]) equal(page.faults, [], 'no script error, no broken policy');
});

async function send(page) {
  await Promise.all([page.waitForNavigation(), page.locator('main form button.btn').first().click()]);
}

/** axe finds nothing, nothing scrolls sideways. */
async function healthy(page) {
  equal(await axe(page), [], `axe on ${new URL(page.url()).pathname}`);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  ok(over <= 0, `${page.url()} scrolls sideways by ${over} px`);
}

async function nameOf(page, square) {
  await page.goto(`${square.origin}/settings`);
  const link = await page.locator('.mine a[href^="/@"]').first().getAttribute('href');
  return link.slice(2);
}
