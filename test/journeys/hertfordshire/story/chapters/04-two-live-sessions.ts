/** Chapter 4: the trainers schedule two live sessions in one month, each on one page. */
import type { Journey } from '../journey.ts'
import { check } from '../journey.ts'
import type { PlannedSession } from '../people.ts'
import { firstSession, secondSession } from '../people.ts'
import type { Someone } from '../someone.ts'

export async function scheduleTwoLiveSessions(journey: Journey): Promise<void> {
  const [martin, leila] = journey.trainers as [Someone, Someone]
  journey.steps.scheduling_pages = await schedule(martin, firstSession)
  await journey.album.picture('live session, scheduled', martin)
  await schedule(leila, secondSession)
}

/** Returns how many pages it took, the list of live sessions apart. */
async function schedule({ browser, full_name }: Someone, session: PlannedSession): Promise<number> {
  await browser.open('/live-sessions')
  await browser.press('Schedule a live session')
  const before = browser.loads
  await browser.type('Title', session.title)
  await browser.choose('Course part it delivers', /Become a hate crime champion/)
  for (const [part, number] of Object.entries(session.day)) await browser.type(part, number, { within: 'Day' })
  await browser.type('Start', session.time)
  await browser.type('Length', String(session.minutes))
  await browser.type('Places', String(session.capacity))
  await browser.choose('Trainers', full_name)
  await browser.choose('How it is held', 'Online')
  await browser.type('Join link, if it is online', session.join_link)
  await browser.choose('Must people come?', 'Yes, it is mandatory')
  await browser.choose('Who it is for', 'People of partner organisations (external)')
  await browser.type('Notes for those who come', session.notes)
  const page = await browser.press('Schedule')
  check(page.message.includes('People can book now'), `Scheduling “${session.title}” said: ${page.message}`)
  // The page that follows shows what was scheduled: the form itself was one page.
  return browser.loads - before
}

/** As the list of sessions held and to come says. */
export async function countTheLiveSessions({ coordinator: { browser } }: Journey): Promise<number> {
  await browser.open('/registers')
  await browser.follow(/^Closed/)
  return browser.page.table('Registers').length
}
