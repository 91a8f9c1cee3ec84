// A real browser: Debian's Chromium without its conversations with the outside.
import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from 'playwright-core';

export async function openBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
  });
}

export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
export const DESK = { viewport: { width: 1280, height: 900 } };

/** Opens a page of a person of their own, and fails the story on a script error or a broken policy. */
export async function openPage(browser, options = DESK) {
  const context = await browser.newContext({ locale: 'en-GB', ...options });
  const page = await context.newPage();
  page.faults = [];
  page.on('pageerror', (error) => page.faults.push(`script: ${error.message}`));
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) page.faults.push(message.text());
  });
  return page;
}

/** Everything axe finds against WCAG 2.2 A and AA and best practice, as readable lines. */
export async function axe(page) {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return violations.flatMap((violation) => violation.nodes.map((node) => `${violation.id}: ${node.target.join(' ')} — ${violation.help}`));
}

/** Signs in with the form, wherever it stands. */
export async function signIn(page, { email, password }) {
  await page.locator('input[name=email]').fill(email);
  await page.locator('input[name=password]').fill(password);
  await page.locator('form:has(input[name=password]) button[type=submit]').first().click();
}

/** Walks an app's authorisation page to its end and gives the code that is shown (urn:ietf:wg:oauth:2.0:oob). */
export async function authorise(page, url, person) {
  await page.goto(url);
  if (await page.locator('input[name=password]').count()) await signIn(page, person);
  await page.locator('button[name=answer][value=yes]').click({ timeout: 8000 }).catch(async (error) => {
    throw new Error(`${error.message}\n${page.url()}\n${await page.textContent('body')}`);
  });
  const code = page.locator('input#code');
  await code.waitFor();
  return code.inputValue();
}

/** Whether anything makes the page scroll sideways. */
export function sideways(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
