/** Pictures of pages as a phone and a desk show them: in a real browser, scripts and all, that takes over a person's sign-in. */
import type { Browser } from 'playwright-core'
import { launchChromium } from '../../../support/chromium.ts'
import type { Server } from './server.ts'
import type { Someone } from './someone.ts'

const sizes = [
  { width: 360, height: 740 },
  { width: 1280, height: 800 },
]

export class Album {
  /** What was wrong with a page: a fault of its scripts, or wider than the screen. */
  faults: string[] = []
  #server: Server
  #folder: string
  #browser: Promise<Browser> | undefined
  #count = 0

  constructor(server: Server, folder: string) {
    this.#server = server
    this.#folder = folder
  }

  /** The page that person looks at just now, or the one at `path`; nobody: as anyone sees it without signing in. */
  async picture(name: string, who: Someone | null, path = who?.browser.page.path ?? '/'): Promise<void> {
    const number = String(++this.#count).padStart(2, '0')
    this.#browser ??= launchChromium()
    const context = await (await this.#browser).newContext({ reducedMotion: 'reduce' })
    const fault = (words: string) => this.faults.push(`${name} (${path}): ${words}`)
    try {
      const cookies = [...(who?.browser.cookies ?? [])]
      const { baseUrl } = this.#server
      await context.addCookies(cookies.map(([cookie, value]) => ({ name: cookie, value, url: baseUrl })))
      const page = await context.newPage()
      page.on('pageerror', (error) => fault(error.message))
      page.on('console', (message) => message.type() === 'error' && fault(message.text()))
      const { href } = new URL(path, baseUrl)
      for (const size of sizes) {
        await page.setViewportSize(size)
        const answer = await page.goto(href)
        if (!answer?.ok() || page.url() !== href) fault(`it leads to ${page.url()}`)
        const wide = await page.evaluate<number>('document.documentElement.scrollWidth')
        if (wide > size.width) fault(`it is ${wide} pixels wide on a screen of ${size.width}`)
        const file = `${number}-${name.replace(/[ ,]+/g, '-')}-${size.width}.png`
        await page.screenshot({ path: `${this.#folder}/${file}`, fullPage: true })
      }
    } finally {
      await context.close()
    }
  }

  async close(): Promise<void> {
    await (await this.#browser)?.close()
  }
}
