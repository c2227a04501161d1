// Two people at the page, in a real browser: what one posts, the other sees.
//   node two-tabs.mjs URL CHROMIUM SCREENSHOT
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';

const [url, executablePath, screenshot] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });

async function signIn(username) {
  const page = await (await browser.newContext({ viewport: { width: 720, height: 640 } })).newPage();
  page.on('pageerror', (error) => console.log(`${username}: ${error}`));
  page.on('console', (message) => message.type() === 'error' && console.log(`${username}: ${message.text()}`));
  await page.goto(url);
  await page.getByRole('button', { name: username }).click();
  await page.locator('ul[data-synced=true] li').nth(3).waitFor();
  return page;
}

const post = async (page, caption) => {
  await page.getByLabel('Caption').fill(caption);
  await page.getByRole('button', { name: 'Post', exact: true }).click();
};

try {
  const ada = await signIn('ada');
  const second = await signIn('ada');
  const maria = await signIn('maria');

  // A page's subscription is made beside its list: posts until one has been heard of.
  let number = 0;
  for (const page of [second, maria]) {
    for (let tries = 0; ; tries++) {
      assert.ok(tries < 20, 'no post was seen');
      const caption = `Seen in every tab, ${++number}`;
      await post(ada, caption);
      const seen = page.getByText(caption, { exact: true });
      if (await seen.waitFor({ timeout: 2000 }).then(() => true, () => false)) break;
    }
  }
  await maria.screenshot({ path: screenshot });

  // A post that is deleted leaves the other tab too.
  const last = `Seen in every tab, ${number}`;
  await second.getByText(last, { exact: true }).waitFor();
  await ada.getByRole('button', { name: `Delete ${last}`, exact: true }).click();
  await second.getByText(last, { exact: true }).waitFor({ state: 'detached' });

  // Who may only read is told so, and nothing is written.
  await post(maria, 'not for maria');
  assert.match(await maria.getByRole('alert').textContent(), /Not Authorized to access createPost/);
  await ada.reload();
  await ada.getByRole('button', { name: 'ada' }).click();
  await ada.locator('ul[data-synced=true] li').nth(3).waitFor();
  assert.equal(await ada.locator('li', { hasText: 'not for maria' }).count(), 0);
  console.log('two tabs: passed');
} finally {
  await browser.close();
}
