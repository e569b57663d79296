/** The main story in short: somebody is invited, learns, takes part, and holds a certificate that anybody can check. */
import { closeRegister, openRegister, openSession, readPages, schedule, takeQuiz } from './hertfordshire/story/acts.ts'
import type { PlannedSession } from './hertfordshire/story/people.ts'
import { linkIn } from './hertfordshire/story/someone.ts'
import type { Someone } from './hertfordshire/story/someone.ts'
import type { Stage } from './stage.ts'
import { openStage } from './stage.ts'

const session: PlannedSession = {
  title: 'Champions live session',
  day: { Day: '13', Month: '4', Year: '2027' },
  time: '10am',
  starts_at: new Date('2027-04-13T09:00:00Z'),
  minutes: 60,
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
  learner = stage.someone({ full_name: "Siân O'Brien-Żak", email: 'sian@ware.example' })
})
afterAll(() => stage.close())

test('a coordinator adds a partner and a person, who is invited', async () => {
  const { browser } = coordinator
  await browser.open('/organisations/new')
  await browser.type('Name', 'Ware Housing')
  await browser.choose('Kind of organisation', 'Housing association')
  await browser.press('Add organisation')
  await browser.open('/people/new')
  await browser.type('Full name', learner.full_name)
  await browser.type('Email address', learner.email)
  await browser.choose('Organisation', 'Ware Housing')
  await browser.choose('Language they read', 'English')
  await browser.tick('Send them an invitation now')
  await browser.press('Add person')
  expect(browser.page.heading).toBe(learner.full_name)
})

test('a trainer schedules a live session for the next day', async () => {
  expect(await schedule(trainer, session)).toBe(1)
})

test('the invited person comes, books, reads the modules and passes the quiz', async () => {
  const { browser } = learner
  await learner.acceptInvitation()
  await openSession(learner, session)
  await browser.press('Book a place')
  expect((await learner.read(/^You have a place/)).calendar).toContain('METHOD:REQUEST')
  await browser.open('/my-training')
  await browser.press('Start')
  await readPages(learner, 6)
  expect(await takeQuiz(learner, 'unsafely')).toBe(false)
  expect(browser.page.text).toContain('must be right to pass')
  expect(await takeQuiz(learner, 'well')).toBe(true)
  await browser.open('/my-training')
  expect(browser.page.text).toContain('You have a place on 13 April 2027')
})

test('after the session its register is closed, and the certificate comes by email', async () => {
  await stage.waitUntil(new Date('2027-04-13T08:50:00Z'))
  await learner.browser.open(linkIn(await learner.read(/^Begins soon/), '/join/'))
  await learner.browser.press('Join the session')
  expect(learner.browser.leftFor).toBe(session.join_link)

  await stage.waitUntil(new Date('2027-04-13T10:05:00Z'))
  await openRegister(trainer, session)
  await trainer.browser.press('Mark everyone present')
  await closeRegister(trainer)

  const letter = await learner.read(/^Your certificate/)
  expect(letter.attachments[0]!.bytes.subarray(0, 5).toString()).toBe('%PDF-')
  const anybody = stage.someone({ full_name: 'Anybody', email: 'any@body.example' })
  await anybody.browser.open(linkIn(letter, '/verify/'))
  expect(anybody.browser.page.summary()).toMatchObject({
    Name: learner.full_name,
    'Organisation at the time': 'Ware Housing',
    Awarded: '13 April 2027',
  })
})

test('the roster shows the new champion', async () => {
  await coordinator.signIn()
  await coordinator.browser.open('/roster')
  expect(coordinator.browser.page.text).toContain(learner.full_name)
})
