/** Somebody without a mailbox, whose name no font of ours prints: comes by a printed card, and says how to spell it. */
import { addWalkIn, closeRegister, readPages, schedule, takeQuiz } from './hertfordshire/story/acts.ts'
import type { PlannedSession } from './hertfordshire/story/people.ts'
import type { Someone } from './hertfordshire/story/someone.ts'
import type { Stage } from './stage.ts'
import { openStage } from './stage.ts'

const session: PlannedSession = {
  title: 'Champions live session',
  day: { Day: '12', Month: '4', Year: '2027' },
  time: '12:30pm',
  starts_at: new Date('2027-04-12T11:30:00Z'),
  minutes: 30,
  capacity: 12,
  join_link: 'https://meet.jit.si/champions',
  notes: '',
}

let stage: Stage
let coordinator: Someone
let trainer: Someone
let learner: Someone

beforeAll(async () => {
  stage = await openStage(new Date('2027-04-12T08:00:00Z'))
  coordinator = await stage.staff('Cleo Coordinator', 'coordinator')
  trainer = await stage.staff('Tam Trainer', 'trainer')
  learner = stage.someone({ full_name: 'བསྟན་འཛིན་དབང་མོ', email: 'none' })
})
afterAll(() => stage.close())

test('the coordinator prints a card, and its code signs in once', async () => {
  const { browser } = coordinator
  await browser.open('/people/new')
  await browser.type('Full name', learner.full_name)
  await browser.choose('Language they read', 'English')
  await browser.press('Add person')
  await browser.press('Print a joining card')
  await browser.press('Make the card')
  const code = browser.page.textOf(browser.page.$('.app-code'))
  for (const who of [learner, stage.someone({ full_name: 'A thief', email: 'none' })]) {
    await who.browser.open('/sign-in/card')
    await who.browser.type('Code on your card', code.toLowerCase())
    await who.browser.press('Sign in', who === learner ? {} : { status: 422 })
  }
  expect(learner.browser.page.heading).toBe('My training')
})

test('the course can be taken as by anyone, and the live session joined by walking in', async () => {
  expect(await schedule(trainer, session)).toBe(1)
  await learner.browser.open('/my-training')
  await learner.browser.press('Start')
  await readPages(learner, 6)
  expect(await takeQuiz(learner, 'well')).toBe(true)

  await stage.waitUntil(new Date('2027-04-12T12:05:00Z'))
  await trainer.browser.open('/live-sessions')
  await trainer.browser.press('Registers')
  await trainer.browser.follow(/Champions live session$/)
  await trainer.browser.press('Register')
  await addWalkIn(trainer, learner.full_name)
  await trainer.browser.press('Mark everyone present')
  await closeRegister(trainer)
})

test('the certificate counts, and its PDF waits for a name that can be printed', async () => {
  await stage.waitUntil(new Date('2027-04-12T12:10:00Z'))
  await coordinator.browser.open('/')
  await coordinator.browser.follow(/waits for a printable name/)
  expect(coordinator.browser.page.table().map((row) => row.Name)).toEqual([learner.full_name])

  const { browser } = learner
  await browser.open('/my-training')
  expect(browser.page.text).toContain('How should your certificate spell your name?')
  await browser.press('Say how to spell it')
  await browser.type('Name for the printed certificate', 'Tenzin Wangmo')
  await browser.press('Save')
  await stage.waitUntil(new Date('2027-04-12T12:11:00Z'))
  await browser.open('/my-training')
  const pdf = await browser.download(/^Download the PDF/)
  expect(pdf.bytes.toString('utf8')).toMatch(/Certificate HCC-2027-000001-\w for Tenzin Wangmo/)
})
