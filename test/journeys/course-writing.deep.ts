/** A trainer writes a two-module course with a scenario and a captioned video, and publishes; the law changes, and so does the course. */
import type { Someone } from './hertfordshire/story/someone.ts'
import type { Stage } from './stage.ts'
import { openStage } from './stage.ts'

let stage: Stage
let trainer: Someone
let colleague: Someone
let finished: Someone
let halfway: Someone

beforeAll(async () => {
  stage = await openStage(new Date('2027-04-12T08:00:00Z'))
  trainer = await stage.staff('Tam Trainer', 'trainer')
  colleague = await stage.staff('Cleo Coordinator', 'coordinator')
  finished = await stage.staff('Fin Finished', 'administrator')
  halfway = await stage.staff('Hal Halfway', 'administrator')
})
afterAll(() => stage.close())

const mp4 = Buffer.concat([Buffer.from('00000020667479706d703432', 'hex'), Buffer.alloc(20_000, 7)])
const captions = 'WEBVTT\n\n00:00.000 --> 00:04.000\nTake your time.\n'

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

const law = (strands: string) => `::: law\n${strands} strands are protected.\n:::`

async function addPage({ browser }: Someone, title: string): Promise<void> {
  await browser.press('Add a page')
  await browser.type('Title', title)
  await browser.type('Minutes it takes', '5')
  await browser.press('Go on to the text')
}

async function writePage({ browser }: Someone, text: string, lawDay: string): Promise<void> {
  await browser.type('Text', text)
  for (const [question, day, month, year] of [
    ['Law as at', lawDay, '4', '2027'],
    ['Review by', '1', '4', '2028'],
  ]) {
    await browser.type('Day', day!, { within: question! })
    await browser.type('Month', month!, { within: question! })
    await browser.type('Year', year!, { within: question! })
  }
  await browser.press('Save')
}

/** The address that the page of files says to name for a file. */
async function addFile({ browser }: Someone, name: string, type: string, bytes: Buffer): Promise<string> {
  await browser.attach('File', { name, type, bytes })
  await browser.press('Add file')
  const row = browser.page.table(/Files/).find((one) => one.File === name)!
  return /\/files\/[0-9a-f-]+/.exec(Object.values(row).join(' '))![0]
}

test('the trainer writes two pages, and is told what is missing before anybody else has to read it', async () => {
  const { browser } = trainer
  await browser.open('/courses')
  await browser.press('Add a course')
  await browser.choose('Programme', 'Hate crime champion')
  await browser.type('Title of the course', 'Standing by your neighbours')
  await browser.choose('What kind of course is it?', 'First course')
  await browser.press('Add course')
  await browser.press('Start the first draft')
  await addPage(trainer, 'What the law says')
  await writePage(trainer, `## The law\n\nFive things to know.\n\n${law('Five')}\n\n${scenario}`, '1')
  await addPage(trainer, 'Listening')
  await writePage(trainer, '::: video Take your time\nsource: https://videos.example/1\n:::', '1')
  await browser.press('Check and send for review')
  expect(browser.page.text).toContain('the video ‘Take your time’ has no captions for people who cannot hear it')
  expect(browser.page.text).toContain('the video ‘Take your time’ has no transcript: what is said and shown')
  expect(browser.page.findButton('Send for review')).toBeUndefined()
})

test('with an uploaded video, its captions and a transcript it is sent, and a colleague publishes it', async () => {
  const { browser } = trainer
  await browser.follow(/‘Take your time’ has no captions/)
  await browser.follow(/^Files of this page/)
  const video = await addFile(trainer, 'take-your-time.mp4', 'video/mp4', mp4)
  const words = await addFile(trainer, 'take-your-time.vtt', 'text/vtt', Buffer.from(captions))
  await browser.follow('Listening')
  const text = `## Listening\n\n::: video Take your time\nsource: ${video}\ncaptions: ${words}\n\n“Take your time,” she says.\n:::`
  await writePage(trainer, text, '1')
  await browser.press('Check and send for review')
  await browser.press('Send for review')
  await colleague.browser.open(browser.page.path)
  await colleague.browser.press('Publish version 1')
  expect(colleague.browser.page.message).toContain('Version 1 is published')
  expect(colleague.browser.page.text).toContain('Cleo Coordinator')
})

async function start({ browser }: Someone): Promise<void> {
  await browser.open('/my-training')
  await browser.press(/^Start Standing by your neighbours$/)
  expect(browser.page.heading).toBe('What the law says')
}

test('one person goes through all of it, another through half, without JavaScript', async () => {
  for (const person of [finished, halfway]) {
    await start(person)
    expect(person.browser.page.text).toContain('Leads to: She tells you')
    await person.browser.press('Mark as done and go on')
  }
  const { browser } = finished
  expect(browser.page.$('track[kind=captions]').attr('src')).toMatch(/^\/files\//)
  expect(browser.page.text).toContain('“Take your time,” she says.')
  await browser.press('Mark as done and go on')
  await stage.waitUntil(new Date('2027-04-12T08:10:00Z'))
  await browser.open('/my-training')
  expect(browser.page.text).toContain('You have done everything, the last of it on 12 April 2027.')
})

test('the law changes: the difference is named, and everybody concerned is asked to read it', async () => {
  const { browser } = trainer
  await browser.open('/courses')
  await browser.follow('Standing by your neighbours')
  await browser.press('Start a draft from version 1')
  await browser.follow('Edit What the law says')
  await writePage(trainer, `## The law\n\nSix things to know.\n\n${law('Six')}\n\n${scenario}`, '10')
  await browser.press('Check and send for review')
  expect(browser.page.text).toContain('Added: Six strands are protected.')
  await browser.press('Send for review')

  await colleague.browser.open(browser.page.path)
  expect(colleague.browser.page.text).toContain(
    '1 person is under way on an earlier version. 1 person has completed it and is certified.',
  )
  await colleague.browser.choose('Is it a material change?', 'Yes')
  await colleague.browser.choose('People under way', 'Ask 1 person to read what changed')
  await colleague.browser.choose('People who are certified', 'Ask 1 person to read what changed')
  await colleague.browser.type('What changed', 'Since 10 April **six** strands are protected.')
  await colleague.browser.press('Publish version 2')
  expect(colleague.browser.page.message).toContain('Version 2 is published')
})

test('who is certified reads it and keeps the certificate; who is half-way finishes with it', async () => {
  await finished.browser.open('/my-training')
  await finished.browser.follow('What changed in “Standing by your neighbours”')
  expect(finished.browser.page.text).toContain('Since 10 April six strands are protected.')
  await finished.browser.press('I have read it')
  expect(finished.browser.page.text).not.toContain('Please read it')

  const { browser } = halfway
  await browser.open('/my-training')
  expect(browser.page.text).toContain('1 of 3 steps done')
  await browser.follow('What changed in version 2')
  await browser.press('I have read it')
  await browser.follow('Listening')
  await browser.press('Mark as done and go on')
  await stage.waitUntil(new Date('2027-04-12T08:20:00Z'))
  await browser.open('/my-training')
  expect(browser.page.text).toContain('You have done everything')
  const hashes = await stage.database
    .db('completions as c')
    .join('course_versions as v', 'v.id', 'c.course_version_id')
    .join('courses as k', 'k.id', 'v.course_id')
    .where('k.title', 'Standing by your neighbours')
    .select('v.number', stage.database.db.raw('c.content_hash = v.content_hash as is_same'))
  // Both learnt version 1, and what they learnt is recorded.
  expect(hashes).toEqual([
    { number: 1, is_same: true },
    { number: 1, is_same: true },
  ])
})
