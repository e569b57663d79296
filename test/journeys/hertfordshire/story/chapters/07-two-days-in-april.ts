/** Chapter 7: the days of the live sessions: reminders, personal join pages, fifty people marked, a walk-in, registers closed. */
import { addMinutes } from '../../../../../src/lib/time.ts'
import { addWalkIn, closeRegister, openRegister } from '../acts.ts'
import type { Coming, Journey } from '../journey.ts'
import { check, named, together } from '../journey.ts'
import type { PlannedSession } from '../people.ts'
import { firstSession, secondSession, walksIn } from '../people.ts'
import type { Someone } from '../someone.ts'
import { linkIn } from '../someone.ts'

export async function holdTheFirstSession(journey: Journey): Promise<void> {
  const here = journey.learners.filter((one) => one.session === 'first' && hasAPlace(one))
  check(here.length === firstSession.capacity, `${here.length} people have the ${firstSession.capacity} places`)
  const leaving = journey.learners.find((one) => one.fate === 'left early')!
  const missing = journey.learners.find((one) => one.fate === 'no show')!
  await remind(journey, firstSession, here)
  await join(
    journey,
    firstSession,
    here.filter((one) => one !== missing),
  )

  const trainer = journey.trainers[0]!
  await afterwards(journey, firstSession)
  await openRegister(trainer, firstSession)
  await markFiftyPresent(journey, trainer)
  await journey.album.picture('register', trainer)
  const { browser } = trainer
  await browser.tick('Absent', { within: startsWith(missing) })
  await browser.tick('Left early', { within: startsWith(leaving) })
  await browser.type(`Minutes ${leaving.full_name} was there`, '50')
  await browser.press('Save the register')
  await closeRegister(trainer)
}

/** Everyone present with one button, then saved: one page. */
async function markFiftyPresent({ steps }: Journey, { browser }: Someone): Promise<void> {
  const [loads, clicks] = [browser.loads, browser.clicks]
  await browser.press('Mark everyone present')
  steps.register_pages = browser.loads - loads
  steps.register_clicks = browser.clicks - clicks
  check(/Present: 50\b/.test(browser.page.text), `The register reads: ${browser.page.text.slice(0, 300)}`)
}

export async function holdTheSecondSession(journey: Journey): Promise<void> {
  const here = journey.learners.filter((one) => one.session === 'second' && hasAPlace(one))
  await remind(journey, secondSession, here)
  await join(journey, secondSession, here)
  const trainer = journey.trainers[1]!
  await afterwards(journey, secondSession)
  await openRegister(trainer, secondSession)
  const { browser } = trainer
  const late = named(journey, walksIn)
  await addWalkIn(trainer, late.full_name)
  await browser.press('Mark everyone present')
  await browser.tick('Late', { within: startsWith(late) })
  await browser.type(`Minutes ${late.full_name} was there`, '140')
  await browser.press('Save the register')
  await closeRegister(trainer)
}

const hasAPlace = (one: Coming) =>
  one.fate !== 'never signed in' && one.fate !== 'cancelled' && one.full_name !== walksIn

/** A day and an hour before, everyone with a place is reminded. */
async function remind(journey: Journey, session: PlannedSession, people: Coming[]): Promise<void> {
  await journey.server.waitUntil(addMinutes(session.starts_at, -24 * 60 + 5))
  await together(people, async ({ at }) => void (await at.read(/^Coming up:/)), { atOnce: 100 })
  await journey.server.waitUntil(addMinutes(session.starts_at, -55))
  await together(people, async ({ at }) => void (await at.read(/^Begins soon:/)), { atOnce: 100 })
}

/** Ten minutes before: each opens the link of their own, and the button leads to the meeting. */
async function join(journey: Journey, session: PlannedSession, people: Coming[]): Promise<void> {
  await journey.server.waitUntil(addMinutes(session.starts_at, -10))
  await together(people, async ({ at }) => {
    const letter = journey.mailboxes.to(at.email, 'Begins soon:').at(-1)!
    await at.browser.open(linkIn(letter, '/join/'))
    await at.browser.press('Join the session')
    check(at.browser.leftFor === session.join_link, `${at.full_name} was led to ${String(at.browser.leftFor)}`)
  })
}

const afterwards = ({ server }: Journey, { starts_at, minutes }: PlannedSession) =>
  server.waitUntil(addMinutes(starts_at, minutes + 5))

/** A row of the register begins with the name; what is known of the person follows. */
const startsWith = ({ full_name }: Coming) => new RegExp(`^${full_name}`)
