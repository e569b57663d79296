/** Every view renders with sample data, says what it is, and leads only to addresses that exist. */
import * as cheerio from 'cheerio'
import { listViews, samples, viewOf } from '../src/web/dev/gallery.ts'
import { development } from '../src/web/dev/routes.ts'
import { listRoutes } from '../src/web/routes.ts'
import { filesBelow } from './support/sources.ts'
import type { Browser, TestSite } from './support/browser.ts'
import { startSite } from './support/browser.ts'
import type { TestDatabase } from './support/database.ts'
import { createTestDatabase } from './support/database.ts'

let database: TestDatabase
let site: TestSite
let browser: Browser

beforeAll(async () => {
  database = await createTestDatabase()
  site = await startSite(database)
  browser = await site.browser()
})
afterAll(async () => {
  await site.stop()
  await database.drop()
})

const pages = Object.entries(samples).flatMap(([room, { pages }]) =>
  Object.keys(pages).map((name) => [room, name] as const),
)
const mails = Object.entries(samples).flatMap(([room, { mails }]) =>
  Object.keys(mails ?? {}).map((name) => [room, name] as const),
)

const publicFiles = new Set(filesBelow('public', '').map((path) => path.replace(/^public/, '')))
const patterns = [...listRoutes(), ...development.routes.map((route) => ({ ...route, url: `/dev${route.path}` }))].map(
  ({ verb, url }) => ({ verb, pattern: new RegExp(`^${url.replaceAll(/:\w+/g, '[^/]+') || '/'}$`) }),
)

const hasRoute = (verb: 'get' | 'post', path: string) =>
  patterns.some((route) => route.verb === verb && route.pattern.test(path)) || (verb === 'get' && publicFiles.has(path))

test('every page view and every mail has a sample, and every sample a view', () => {
  const missing: string[] = []
  for (const { room, pages: views, mails: letters } of listViews()) {
    const shown = new Set(Object.keys(samples[room]?.pages ?? {}).map(viewOf))
    missing.push(...views.filter((view) => !shown.has(view)).map((view) => `${room}/${view}`))
    missing.push(...letters.filter((mail) => !samples[room]?.mails?.[mail]).map((mail) => `${room}/mail/${mail}`))
  }
  expect(missing).toEqual([])
})

test.each(pages)('%s/%s renders, and its links and forms have routes', async (room, name) => {
  const answer = await browser.get(`/dev/gallery/${room}/${name}`)
  expect([200, 422]).toContain(answer.status)
  const $ = cheerio.load(answer.text)
  expect($('title').text()).not.toBe('')
  expect($('h1').length).toBe(1)
  const ids = $('[id]')
    .toArray()
    .map((element) => $(element).attr('id')!)
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
  expect(answer.text).not.toMatch(/undefined|\[object Object\]|NaN/)

  const own = (href: string) => new URL(href, 'http://own.invalid/dev/gallery/x/y')
  const dead = $('a[href], link[href], img[src], script[src]')
    .toArray()
    .map((element) => $(element).attr('href') ?? $(element).attr('src')!)
    .filter((href) => !/^(https:|mailto:|tel:|data:|#|\?)/.test(href))
    .filter((href) => own(href).origin === 'http://own.invalid' && !hasRoute('get', own(href).pathname))
  expect(dead).toEqual([])
  for (const href of $('a[href^="#"]')
    .toArray()
    .map((element) => $(element).attr('href')!))
    expect(ids.concat('')).toContain(href.slice(1))

  const nowhere = $('form')
    .toArray()
    .map(
      (form) =>
        [($(form).attr('method') ?? 'get').toLowerCase() as 'get' | 'post', $(form).attr('action') ?? ''] as const,
    )
    .filter(([verb, action]) => action !== '' && !hasRoute(verb, own(action).pathname))
  expect(nowhere).toEqual([])
  const actions = $('[formaction]')
    .toArray()
    .map((button) => ({
      action: $(button).attr('formaction')!,
      verb: $(button).attr('formmethod') ?? $(button).closest('form').attr('method') ?? 'get',
    }))
  expect(
    actions.filter(({ action, verb }) => !hasRoute(verb === 'get' ? 'get' : 'post', own(action).pathname)),
  ).toEqual([])
})

test.each(mails)('the mail %s.%s says in text what it says in HTML', async (room, name) => {
  const answer = await browser.get(`/dev/gallery/${room}/mail/${name}`)
  expect(answer.status).toBe(200)
  const html = await browser.get(`/dev/gallery/${room}/mail/${name}/html`)
  const $ = cheerio.load(html.text)
  const text = cheerio.load(answer.text)('pre').text() || answer.text
  expect(html.text).not.toMatch(/undefined|\[object Object\]|NaN/)
  // Every address that the HTML links to stands in the text too.
  for (const element of $('a[href^="http"]').toArray()) expect(text).toContain($(element).attr('href'))
})
