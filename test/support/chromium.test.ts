/** The browser that npm brings starts wherever the tests run, and shows a page. */
import { launchChromium } from './chromium.ts'

test('Chromium from npm', async () => {
  const browser = await launchChromium({ from: 'npm' })
  const page = await browser.newPage({ viewport: { width: 360, height: 640 } })
  await page.setContent('<title>Upstander</title><h1>Siân 李小龍</h1><script>document.title += "!"</script>')
  expect(await page.title()).toBe('Upstander!')
  expect((await page.screenshot()).length).toBeGreaterThan(1000)
  await browser.close()
}, 60_000)
