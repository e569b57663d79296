/** Chapter 11: the main pages as a phone and a desk show them, in a real browser that takes over everyone's sign-in. */
import type { Browser } from 'playwright-core'
import { launchChromium } from '../../../../support/chromium.ts'
import type { Journey, Sight } from '../journey.ts'
import { check, inFolder, named, together } from '../journey.ts'

const sizes = [
  { width: 360, height: 740 },
  { width: 1280, height: 800 },
]

/** What was met on the way, and the pages everyone begins with. */
function listSights(journey: Journey): Sight[] {
  const { administrator, coordinator, trainers, sights } = journey
  const champion = named(journey, "Siân O'Brien-Żak").at
  const signedOut = { 'sign in': '/sign-in', help: '/help', 'check a certificate': '/verify' }
  const ofCoordinator = {
    'start page, coordinator': '/',
    people: '/people',
    organisations: '/organisations',
    'live sessions': '/live-sessions',
    courses: '/courses',
    roster: '/roster',
  }
  const of = (who: Sight['who'], paths: Record<string, string>) =>
    Object.entries(paths).map(([name, path]) => ({ name, who, path }))
  return [
    ...of(null, signedOut),
    ...of(champion, { 'my training, champion': '/my-training' }),
    ...of(coordinator, ofCoordinator),
    ...of(trainers[0]!, { 'start page, trainer': '/' }),
    ...of(administrator, { settings: '/admin/settings', outbox: '/admin/outbox' }),
    ...sights,
  ]
}

export async function takePictures(journey: Journey): Promise<void> {
  const sights = listSights(journey)
  for (const who of new Set(sights.map((sight) => sight.who))) await who?.signIn()
  const chromium = await launchChromium()
  const faults: string[] = []
  try {
    const take = async ([number, sight]: [number, Sight]) => {
      const found = await picture(journey, chromium, number + 1, sight)
      faults.push(...found.map((fault) => `${sight.name} (${sight.path}): ${fault}`))
    }
    await together([...sights.entries()], take, { atOnce: 2 })
  } finally {
    await chromium.close()
  }
  check(faults.length === 0, `The pictures show faults:\n${faults.join('\n')}`)
}

/** At both widths; nothing may be wider than the screen, and the page's own scripts must run without a fault. */
async function picture(
  journey: Journey,
  chromium: Browser,
  number: number,
  { name, who, path }: Sight,
): Promise<string[]> {
  const { baseUrl } = journey.server
  const context = await chromium.newContext({ reducedMotion: 'reduce' })
  const faults: string[] = []
  try {
    const cookies = [...(who?.browser.cookies ?? [])]
    await context.addCookies(cookies.map(([cookie, value]) => ({ name: cookie, value, url: baseUrl })))
    const page = await context.newPage()
    page.on('pageerror', (error) => faults.push(error.message))
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
    for (const size of sizes) {
      await page.setViewportSize(size)
      const answer = await page.goto(new URL(path, baseUrl).href)
      if (!answer?.ok() || page.url() !== new URL(path, baseUrl).href) faults.push(`it leads to ${page.url()}`)
      const wide = await page.evaluate<number>('document.documentElement.scrollWidth')
      if (wide > size.width) faults.push(`it is ${wide} pixels wide on a screen of ${size.width}`)
      const file = `${String(number).padStart(2, '0')} ${name} ${size.width}.png`.replace(/[ ,]+/g, '-')
      await page.screenshot({ path: inFolder(journey, 'screens', file), fullPage: true })
    }
  } finally {
    await context.close()
  }
  return faults
}
