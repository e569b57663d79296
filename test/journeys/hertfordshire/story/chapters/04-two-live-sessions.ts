/** Chapter 4: the trainers schedule two live sessions in one month, each on one page. */
import { schedule } from '../acts.ts'
import type { Journey } from '../journey.ts'
import { firstSession, secondSession } from '../people.ts'
import type { Someone } from '../someone.ts'

export async function scheduleTwoLiveSessions(journey: Journey): Promise<void> {
  const [martin, leila] = journey.trainers as [Someone, Someone]
  journey.steps.scheduling_pages = await schedule(martin, firstSession)
  await journey.album.picture('live session, scheduled', martin)
  await schedule(leila, secondSession)
}

/** As the list of sessions held and to come says. */
export async function countTheLiveSessions({ coordinator: { browser } }: Journey): Promise<number> {
  await browser.open('/registers')
  await browser.follow(/^Closed/)
  return browser.page.table('Registers').length
}
