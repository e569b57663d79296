/** Somebody at a real browser with nothing but a keyboard: the focus must always be to be seen. */
import type { Page } from 'playwright-core'

export interface Focused {
  name: string
  tag: string
  type: string
  isSeen: boolean
}

/** Runs in the page. What a radio button or a link looks like when it has the focus may be drawn on its label. */
const describeFocus = `(() => {
  const at = document.activeElement
  const label = at.labels?.[0]
  const drawn = [at, label].flatMap((one) =>
    one ? [getComputedStyle(one), getComputedStyle(one, '::before'), getComputedStyle(one, '::after')] : [],
  )
  return {
    name: (at.getAttribute('aria-label') ?? label?.innerText ?? at.innerText).replace(/\\s+/g, ' ').trim(),
    tag: at.tagName,
    type: at.getAttribute('type') ?? '',
    isSeen:
      at.matches(':focus-visible') &&
      drawn.some((style) => style.outlineStyle !== 'none' || style.boxShadow !== 'none' || style.borderWidth === '4px'),
  }
})()`

export class Keys {
  page: Page

  constructor(page: Page) {
    this.page = page
  }

  focused = () => this.page.evaluate<Focused>(describeFocus)
  heading = () => this.page.locator('h1').innerText()

  /** Tabs on, over the end of the page if need be, until that has the focus. */
  async tabTo(name: string | RegExp): Promise<Focused> {
    const passed: string[] = []
    for (let tabs = 0; tabs < 150; tabs++) {
      await this.page.keyboard.press('Tab')
      const focus = await this.focused()
      if (focus.tag === 'BODY') continue
      if (!focus.isSeen)
        throw new Error(`The focus on “${focus.name}” (${focus.tag}) at ${this.page.url()} is not to be seen`)
      if (typeof name === 'string' ? focus.name === name : name.test(focus.name)) return focus
      passed.push(focus.name)
    }
    throw new Error(`No Tab leads to ${String(name)} at ${this.page.url()}, only to: ${passed.join(' | ')}`)
  }

  async activate(name: string | RegExp): Promise<void> {
    await this.tabTo(name)
    await Promise.all([this.page.waitForEvent('load'), this.page.keyboard.press('Enter')])
  }
}
