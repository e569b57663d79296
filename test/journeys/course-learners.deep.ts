/**
 * A trainer writes a course with a scenario, a captioned video and a ten-question quiz from a GIFT file; three learners
 * take it: one with nothing but keys, one without JavaScript, one with a quarter more time whose server dies under them.
 */
import type { Browser as Chromium, Page } from 'playwright-core'
import { getAttempt } from '../../src/features/quizzes/index.ts'
import { beat } from '../../src/platform/beats.ts'
import { clock } from '../../src/platform/clock.ts'
import type { Role } from '../../src/platform/access.ts'
import type { TestSite } from '../support/browser.ts'
import { startSite } from '../support/browser.ts'
import { launchChromium } from '../support/chromium.ts'
import { contextOf } from '../support/context.ts'
import type { TestDatabase } from '../support/database.ts'
import { createTestDatabase } from '../support/database.ts'
import type { Listening } from '../support/event-source.ts'
import { listenFor } from '../support/event-source.ts'
import type { TestPerson } from '../support/factories.ts'
import { addTestPerson } from '../support/factories.ts'
import { Keys } from '../support/keys.ts'
import { runJobs } from '../support/mailbox.ts'
import { PlainBrowser } from '../support/plain-browser.ts'
import { freePort } from '../support/running.ts'

const at = new Date('2027-04-12T09:00:00Z')
const later = (minutes: number) => new Date(at.getTime() + minutes * 60_000)
const courseTitle = 'Standing by your neighbours'

let database: TestDatabase
let site: TestSite
let listening: Listening
let chromium: Chromium
let port: number
let base: string

beforeAll(async () => {
  database = await createTestDatabase()
  port = await freePort()
  base = `http://localhost:${port}`
  site = await startSite(database, { at, config: { base_url: base } })
  listening = await listenFor(site.app, port)
  chromium = await launchChromium()
}, 60_000)
afterAll(async () => {
  await chromium.close()
  await site.stop()
  await listening.stop()
  await database.drop()
})

const newPerson = (full_name: string, ...roles: Role[]) => addTestPerson(database.db, { full_name, roles })
const cookiesOf = async (person: TestPerson) =>
  (await listening.cookieOf(person, base)).split('; ').map((pair) => /^([^=]+)=(.*)$/.exec(pair)!)

async function plain(person: TestPerson): Promise<PlainBrowser> {
  const browser = new PlainBrowser(base)
  for (const [, name, value] of await cookiesOf(person)) browser.cookies.set(name!, value!)
  return browser
}

async function real(person: TestPerson, width: number): Promise<Page> {
  const context = await chromium.newContext({ viewport: { width, height: 800 } })
  const cookies = await cookiesOf(person)
  await context.addCookies(cookies.map(([, name, value]) => ({ name: name!, value: value!, url: base })))
  return context.newPage()
}

/** What the quiz asks, what is right, and what is wrong. */
const asked = [
  ['Who may report a hate crime?', 'Anyone', 'Only the police'],
  ['Which number in an emergency?', '999', '101'],
  ['Which number when nobody is in danger?', '101', '112'],
  ['Who decides what is reported?', 'The person targeted', 'You'],
  ['What do you do first?', 'Listen', 'Give advice'],
  ['What is a hate crime recorded by?', 'What anyone believes', 'What a court says'],
  ['Who helps besides the police?', 'A reporting centre', 'Nobody'],
  ['What do you promise?', 'Only what you can keep', 'That all will be well'],
  ['When is it too late to report?', 'Never', 'After a week'],
  ['Whose story is it?', 'Theirs', 'Yours'],
] as const
const gift = asked.map(([text, right, wrong]) => `${text}{=${right} ~${wrong}}`).join('\n\n')
const rightOf = (text: string) => asked.find(([question]) => text.includes(question))![1]

const scenario = `::: scenario On the stairs
You come home late.

### Somebody speaks to you
Your neighbour says that words were painted on her door again.

- [Ask what she needs](#she-tells-you) Good: she decides what happens next.
- [Say that it was children](#she-goes) You were not there. Believe her first.

### She tells you
She would like to report it.

### She goes
You can still knock on her door.
:::`
const lawText = (strands: string) => `## The law\n\n::: law\n${strands} strands are protected.\n:::\n\n${scenario}`
const mp4 = Buffer.concat([Buffer.from('00000020667479706d703432', 'hex'), Buffer.alloc(20_000, 7)])
const captions = Buffer.from('WEBVTT\n\n00:00.000 --> 00:04.000\nTake your time.\n')

async function fillPage(browser: PlainBrowser, text: string, day: string): Promise<void> {
  await browser.type('Text', text)
  await fillDays(browser, day)
  await browser.press('Save')
}

async function fillDays(browser: PlainBrowser, day: string): Promise<void> {
  for (const [within, on, year] of [
    ['Law as at', day, '2027'],
    ['Review by', '1', '2028'],
  ]) {
    await browser.type('Day', on!, { within: within! })
    await browser.type('Month', '4', { within: within! })
    await browser.type('Year', year!, { within: within! })
  }
}

async function addPage(browser: PlainBrowser, title: string): Promise<void> {
  await browser.press('Add a page')
  await browser.type('Title', title)
  await browser.type('Minutes it takes', '5')
  await browser.press('Go on to the text')
}

async function addFile(browser: PlainBrowser, name: string, type: string, bytes: Buffer): Promise<string> {
  await browser.attach('File', { name, type, bytes })
  await browser.press('Add file')
  const row = browser.page.table(/Files/).find((one) => one.File === name)!
  return /\/files\/[0-9a-f-]+/.exec(Object.values(row).join(' '))![0]
}

test('the course is written with a quiz from a file, and published', async () => {
  const author = await plain(await newPerson('Tam Trainer', 'trainer'))
  await author.open('/questions/files/new')
  await author.attach('File of questions', { name: 'neighbours.gift', type: 'text/plain', bytes: Buffer.from(gift) })
  await author.press('Upload and check')
  await author.press('Add 10 questions')

  await author.open('/courses')
  await author.press('Add a course')
  await author.choose('Programme', 'Hate crime champion')
  await author.type('Title of the course', courseTitle)
  await author.choose('What kind of course is it?', 'First course')
  await author.press('Add course')
  await author.press('Start the first draft')
  await addPage(author, 'What the law says')
  await fillPage(author, lawText('Five'), '1')
  await addPage(author, 'Listening')
  await author.follow(/^Files of this page/)
  const video = await addFile(author, 'take-your-time.mp4', 'video/mp4', mp4)
  const words = await addFile(author, 'take-your-time.vtt', 'text/vtt', captions)
  await author.follow('Listening')
  const media = `::: video Take your time\nsource: ${video}\ncaptions: ${words}\n\n“Take your time,” she says.\n:::`
  await fillPage(author, `## Listening\n\n${media}`, '1')
  await author.press('Add a quiz')
  await author.type('Title', 'What you know now')
  await author.type('Minutes it takes', '20')
  await author.type('Time limit in minutes (optional)', '20')
  for (const [question] of asked) await author.tick(new RegExp(`^${question.replace('?', '\\?')}`))
  await fillDays(author, '1')
  await author.press('Add quiz')
  await author.press('Check and send for review')
  await author.press('Send for review')
  const coordinator = await plain(await newPerson('Cleo Coordinator', 'coordinator'))
  await coordinator.open(author.page.path)
  await coordinator.press('Publish version 1')
  expect(coordinator.page.message).toContain('Version 1 is published')
})

const isDone = async (browser: PlainBrowser) => {
  await runJobs(contextOf(database.db, { at: clock.now() }))
  await browser.open('/my-training')
  return browser.page.text
}

let keyboardLearner: TestPerson

test('one learner takes all of it with nothing but keys', async () => {
  keyboardLearner = await newPerson('Kay Keys')
  const page = await real(keyboardLearner, 1280)
  const keys = new Keys(page)
  await page.goto(`${base}/my-training`)
  await keys.activate(`Start ${courseTitle}`)
  expect(await keys.heading()).toBe('What the law says')
  // The scenario leads on: what was chosen explains itself, and the next step has the focus.
  await page.locator('[data-scenario][data-started]').waitFor()
  await keys.tabTo('Say that it was children')
  await page.keyboard.press('Enter')
  await page.getByText('You were not there. Believe her first.').waitFor()
  await page.locator('[data-step]:focus', { hasText: 'You can still knock on her door.' }).waitFor()
  await keys.activate('Mark as done and go on')
  await page.locator('video track[kind=captions]').waitFor({ state: 'attached' })
  await keys.activate('Mark as done and go on')
  await keys.activate('Start the quiz')
  const legends = await page.locator('fieldset > legend').allInnerTexts()
  expect(legends).toHaveLength(10)
  for (const legend of legends) {
    let focus = await keys.tabTo(optionOf(legend))
    await page.keyboard.press('Space')
    if (focus.name !== rightOf(legend)) {
      await page.keyboard.press('ArrowDown')
      focus = await keys.focused()
    }
    expect(focus.name).toBe(rightOf(legend))
  }
  await page.locator('[data-autosave-status]', { hasText: 'Saved at' }).waitFor()
  await keys.activate('Hand in')
  expect(await keys.heading()).toBe('You passed')
  await page.context().close()
})

/** Either answer of the question with this legend. */
function optionOf(legend: string): RegExp {
  const [, right, wrong] = asked.find(([question]) => legend.includes(question))!
  return new RegExp(`^(${right}|${wrong})$`)
}

test('one takes it without JavaScript', async () => {
  const browser = await plain(await newPerson('Nell Noscript'))
  await browser.open('/my-training')
  await browser.press(`Start ${courseTitle}`)
  // The scenario is a list that can be read as it is.
  expect(browser.page.text).toContain('Leads to: She tells you')
  await browser.press('Mark as done and go on')
  expect(browser.page.text).toContain('“Take your time,” she says.')
  await browser.press('Mark as done and go on')
  expect(browser.page.text).toContain('10 questions in 20 minutes')
  await browser.press('Start the quiz')
  for (const [place, legend] of browser.page.legends().entries()) {
    await browser.choose(legend, rightOf(legend))
    // Now and then they save, as the page asks them to.
    if (place !== 4) continue
    await browser.press('Save and come back later')
    await browser.press(/^Continue/)
    await browser.press('Carry on with the quiz')
    expect(browser.page.$('input[type=radio][checked]')).toHaveLength(5)
  }
  await browser.press('Hand in')
  expect(browser.page.heading).toBe('You passed')
  expect(await isDone(browser)).toContain('You have done everything')
})

test('one has a quarter more time, and the server dies under them: nothing is lost, and the time comes back', async () => {
  const learner = await newPerson('Quin Quarter')
  await database.db('adjustments').insert({ person_id: learner.id, extra_time: '25', updated_at: at })
  const browser = await plain(learner)
  await browser.open('/my-training')
  await browser.press(`Start ${courseTitle}`)
  await browser.press('Mark as done and go on')
  await browser.press('Mark as done and go on')
  expect(browser.page.text).toContain('10 questions in 25 minutes, with your extra time.')
  const quiz = browser.page.path

  const page = await real(learner, 360)
  await page.goto(base + quiz)
  await page.getByRole('button', { name: 'Start the quiz' }).click()
  await page.getByText('25 minutes in all').waitFor()
  const url = page.url()
  const attempt = url.split('/').at(-1)!
  const status = (words: string) => page.locator('[data-autosave-status]', { hasText: words }).waitFor()
  const isKept = (path: string) =>
    page.evaluate(
      async (at) =>
        Boolean(
          await (
            await (
              globalThis as unknown as {
                caches: { open(name: string): Promise<{ match(path: string): Promise<unknown> }> }
              }
            ).caches.open('kept-pages')
          ).match(at),
        ),
      path,
    )
  const legends = await page.locator('fieldset > legend').allInnerTexts()
  const answer = (place: number) =>
    page.locator('fieldset').nth(place).getByLabel(rightOf(legends[place]!), { exact: true }).check({ force: true })
  for (const place of [0, 1, 2]) await answer(place)
  await status('Saved at')
  for (let tries = 0; !(await isKept(new URL(url).pathname)); tries++) {
    if (tries > 300) throw new Error('The page of the quiz is not kept after half a minute')
    await page.waitForTimeout(100)
  }

  // Ten minutes in, the server is gone from one moment to the next.
  const real0 = new Date('2026-01-01T00:00:00Z')
  clock.set(later(10))
  await beat(database.db, clock.now(), real0)
  await listening.stop()
  for (const place of [3, 4]) await answer(place)
  await status('2 answers not sent yet: our website could not be reached. They are kept on this device')
  await page.reload()
  await status('2 answers not sent yet')
  expect(await page.locator('input[type=radio]:checked').count()).toBe(5)
  expect(
    (await getAttempt(contextOf(database.db, { at: clock.now() }), attempt)).questions.filter(
      (one) => one.given.length > 0,
    ),
  ).toHaveLength(3)

  // It comes back after six minutes: what waited is sent by itself.
  clock.set(later(16))
  await beat(database.db, clock.now(), new Date(real0.getTime() + 6 * 60_000))
  listening = await listenFor(site.app, port)
  await status('Saved at')
  await page.reload()
  // Begun at 10am in London: 25 minutes, and the six that the server was away.
  await page.getByText('You have until 10:31am: 25 minutes in all.').waitFor()
  expect(await page.locator('input[type=radio]:checked').count()).toBe(5)
  clock.set(later(29))
  for (const place of [5, 6, 7, 8, 9]) await answer(place)
  await status('Saved at')
  await page.getByRole('button', { name: 'Hand in' }).click()
  await page.getByRole('heading', { name: 'You passed' }).waitFor()
  expect(await isDone(browser)).toContain('You have done everything')
  await page.context().close()
}, 60_000)

test('the law changes: who has the certificate reads what changed, with nothing but keys', async () => {
  const author = await plain(await newPerson('Toni Trainer', 'trainer'))
  await author.open('/courses')
  await author.follow(courseTitle)
  await author.press('Start a draft from version 1')
  await author.follow('Edit What the law says')
  await fillPage(author, lawText('Six'), '10')
  await author.press('Check and send for review')
  expect(author.page.text).toContain('Added: Six strands are protected.')
  await author.press('Send for review')
  const coordinator = await plain(await newPerson('Cole Coordinator', 'coordinator'))
  await coordinator.open(author.page.path)
  await coordinator.choose('Is it a material change?', 'Yes')
  // All three are through, so of people under way nothing is asked.
  expect(coordinator.page.text).toContain(
    'Nobody is under way on an earlier version. 3 people have completed it and are certified.',
  )
  await coordinator.choose('People who are certified', 'Ask 3 people to read what changed')
  await coordinator.type('What changed', 'Since 10 April **six** strands are protected.')
  await coordinator.press('Publish version 2')
  expect(coordinator.page.message).toContain('Version 2 is published')

  const page = await real(keyboardLearner, 1280)
  const keys = new Keys(page)
  await page.goto(`${base}/my-training`)
  await keys.activate(`What changed in “${courseTitle}”`)
  expect(await page.locator('main').innerText()).toContain('Since 10 April six strands are protected.')
  await keys.activate('I have read it')
  expect(await page.locator('main').innerText()).not.toContain('Please read it')
  await page.context().close()
}, 60_000)
