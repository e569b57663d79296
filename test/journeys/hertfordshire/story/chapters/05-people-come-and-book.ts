/** Chapter 5: people follow their invitations and book. The first session fills; one waits and takes a place given up. */
import { openSession } from '../acts.ts'
import type { Coming, Journey } from '../journey.ts'
import { check, named, together } from '../journey.ts'
import { linkIn } from '../someone.ts'
import { comesLate, firstSession, secondSession, walksIn } from '../people.ts'

const comes = (learner: Coming) => learner.fate !== 'never signed in'

export async function comeAndBook(journey: Journey): Promise<void> {
  const coming = journey.learners.filter((learner) => comes(learner) && learner.full_name !== comesLate)
  await together(coming, async (learner) => {
    await learner.at.acceptInvitation()
    if (learner.full_name === walksIn) return
    const session = learner.session === 'first' ? firstSession : secondSession
    await openSession(learner.at, session)
    if (learner.full_name === 'Grace Adebayo') await learner.at.browser.tick('Captions')
    const page = await learner.at.browser.press('Book a place')
    check(page.text.includes('You are booked'), `${learner.full_name} booked and reads: ${page.text.slice(0, 200)}`)
    const letter = await learner.at.read(/^You have a place/)
    check(
      letter.calendar?.includes('METHOD:REQUEST') === true,
      `The booking letter to ${learner.email} has no calendar part`,
    )
  })
}

/** The fifty places are taken: whoever comes now waits, until somebody gives theirs up. */
export async function waitForAPlace(journey: Journey): Promise<void> {
  const late = named(journey, comesLate)
  await late.at.acceptInvitation()
  await openSession(late.at, firstSession)
  const page = await late.at.browser.press('Join the waiting list')
  await journey.album.picture('live session, waiting', late.at)
  check(/number 1/.test(page.text), `The first on the waiting list reads: ${page.text.slice(0, 300)}`)
  await late.at.read(/^You are number 1 on the waiting list/)
}

export async function giveUpAPlace(journey: Journey): Promise<void> {
  const leaving = journey.learners.find((learner) => learner.fate === 'cancelled')!
  await openSession(leaving.at, firstSession)
  await leaving.at.browser.follow('cancel your booking')
  await leaving.at.browser.press('Cancel the booking')
  const letter = await leaving.at.read(/^Booking cancelled/)
  check(letter.calendar?.includes('METHOD:CANCEL') === true, 'The cancellation letter has no calendar part')
  const late = named(journey, comesLate).at
  const offer = await late.read(/^A place is free for you until/)
  check(!offer.calendar, 'An offer is no place yet, and its letter has a calendar part')
  await late.browser.open(linkIn(offer, '/offers/'))
  await journey.album.picture('live session, a place is free', late)
  const page = await late.browser.press('Yes, I take the place')
  check(page.text.includes('The place is yours'), `Taking the offered place reads: ${page.text.slice(0, 300)}`)
  await late.read(/^You have a place/)
}
