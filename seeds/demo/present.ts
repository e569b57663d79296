/** What is going on now: a register to close, this week's full session, one called off, people on their way. */
import { addMinutes } from '../../src/lib/time.ts'
import type { Ctx } from '../../src/platform/context.ts'
import { system } from '../../src/platform/access.ts'
import { listCertificates, changeStanding } from '../../src/features/certification/index.ts'
import { cancelLiveSession } from '../../src/features/live-sessions/index.ts'
import {
  acceptInvitation,
  addMembership,
  disablePerson,
  endMembership,
  issueJoiningCard,
  listMemberships,
  registerPerson,
} from '../../src/features/people/index.ts'
import { as, letTimePass, together, workday } from './history.ts'
import type { Partners } from './partners.ts'
import { add } from './partners.ts'
import { idsOf } from './past.ts'
import { people } from './people.ts'
import { book, bookWithNeeds, evaluate, giveLink, join, schedule } from './sessions.ts'
import { everything, invite, study } from './training.ts'

/** Whose mailbox is gone: the invitation came back. */
export const deadAddress = people.find((person) => person.full_name === 'Peter Vaughan-Thomas')!.email

export async function planSessions(ctx: Ctx, partners: Partners): Promise<void> {
  const [martin, leila] = partners.trainers as [string, string]
  await Promise.all([
    yesterday(ctx, partners, martin),
    thisWeek(ctx, partners, leila),
    calledOff(ctx, partners, leila),
    inviteTheRest(ctx, partners),
  ])
  const scheduled_at = workday(ctx, -6, '11:00')
  const nextMonth = await schedule(ctx, {
    title: 'Champions live session',
    course: partners.course,
    starts_at: workday(ctx, 30, '14:00'),
    capacity: 30,
    trainer: martin,
    scheduled_at,
  })
  const newcomers = idsOf(partners, ['Inês Carvalho', 'Kwame Mensah', 'Siwan Gŵyrfai'])
  await invite({ ...ctx, now: workday(ctx, -5, '10:00') }, newcomers)
  await together(newcomers, (id) => acceptInvitation({ ...ctx, now: workday(ctx, -4, '10:30') }, id))
  const moved = idsOf(partners, ['Beth Hargreaves', 'Tom Ellingham'])
  await book(ctx, nextMonth, [...newcomers, ...moved], workday(ctx, -2, '12:00'))
  await schedule(ctx, {
    title: 'Reporting centre refresher',
    course: partners.refresher,
    starts_at: workday(ctx, 23, '09:30'),
    minutes: 90,
    capacity: 20,
    trainer: leila,
    scheduled_at,
    audience: 'internal',
    mode: 'in person',
    place: 'Training room 2, police headquarters, Welwyn Garden City',
  })
}

/** Held yesterday; its register waits to be closed. */
async function yesterday(ctx: Ctx, partners: Partners, trainer: string): Promise<void> {
  const ids = idsOf(partners, [
    ...['نور الهدى حسن', 'Miriam Goldfarb', 'Jo Taylor', 'Đặng Thị Hòa', 'Tomáš Dvořák', 'Grace Adebayo'],
    ...['Harpreet Kaur Sandhu', 'Ηλέκτρα Παπαδοπούλου', 'Callum McAllister-Boyd'],
  ])
  const invited = workday(ctx, -22, '09:45')
  const session = await schedule(ctx, {
    title: 'Champions live session for community groups',
    course: partners.course,
    starts_at: workday(ctx, -1, '10:00'),
    capacity: 24,
    trainer,
    scheduled_at: invited,
  })
  await invite({ ...ctx, now: invited }, ids)
  await book(ctx, session, ids, addMinutes(invited, 90))
  await together(ids.slice(0, 8).entries(), ([index, id]) =>
    study(
      ctx,
      partners.course,
      id,
      addMinutes(invited, (2 + index) * 1440),
      index < 4 ? everything : { pages: index - 2, quiz: null },
    ),
  )
  await join(ctx, session, ids.slice(0, 7))
  await giveLink(
    ctx,
    session,
    { id: trainer, at: workday(ctx, -1, '12:33') },
    { moment: 'after', title: 'True Vision: how to report hate crime online', url: 'https://www.report-it.org.uk/' },
  )
  await evaluate(ctx, session, ids.slice(0, 6))
}

/** Ten places and ten who have them; three more wait. Two have said what they need. */
async function thisWeek(ctx: Ctx, partners: Partners, trainer: string): Promise<void> {
  const booked = idsOf(partners, [
    ...['Fatima Zahra Benali', 'Owain ap Rhys', 'Vytautas Žukauskas', 'Maya Lindsay', 'Nguyễn Văn An'],
    ...['Françoise Mbeki', 'Ngozi Eze', 'Daniel Okafor', 'Lucía Bäcker', 'Jürgen Krämer'],
  ])
  const late = idsOf(partners, ['Kieran Doyle', 'Leroy Campbell', 'Aoife O’Brien'])
  const invited = workday(ctx, -14, '09:45')
  const session = await schedule(ctx, {
    title: 'Champions live session',
    course: partners.course,
    starts_at: workday(ctx, 2, '10:00'),
    capacity: booked.length,
    trainer,
    scheduled_at: invited,
    join_url: 'https://meet.jit.si/hertfordshire-hate-crime-champions',
  })
  await giveLink(
    ctx,
    session,
    { id: trainer, at: addMinutes(invited, 10) },
    { moment: 'before', title: 'What hate crime is, in brief', url: 'https://www.gov.uk/report-hate-crime' },
  )
  await invite({ ...ctx, now: invited }, [...booked, ...late.slice(1, 2)])
  const bookedAt = addMinutes(invited, 120)
  await Promise.all([
    bookWithNeeds(ctx, session, booked[0]!, 'BSL interpreter', bookedAt),
    bookWithNeeds(ctx, session, booked[1]!, 'Captions\nI lip-read, so please face the camera.', bookedAt),
    book(ctx, session, booked.slice(2), bookedAt),
  ])
  // Each has a place in the line.
  for (const [index, id] of late.entries()) await book(ctx, session, [id], addMinutes(workday(ctx, -3, '15:00'), index))
  const studied = addMinutes(invited, 4 * 1440)
  await together(booked.slice(0, 8).entries(), ([index, id]) =>
    study(
      ctx,
      partners.course,
      id,
      addMinutes(studied, index * 45),
      index < 3 ? everything : { pages: index - 2, quiz: null },
    ),
  )
  await together([...booked.slice(8), late[1]!], (id) => acceptInvitation({ ...ctx, now: bookedAt }, id))
}

async function calledOff(ctx: Ctx, partners: Partners, trainer: string): Promise<void> {
  const ids = idsOf(partners, ['Beth Hargreaves', 'Tom Ellingham'])
  const invited = workday(ctx, -12, '10:15')
  const session = await schedule(ctx, {
    title: 'Champions evening live session',
    course: partners.course,
    starts_at: workday(ctx, 9, '18:00'),
    capacity: 20,
    trainer,
    scheduled_at: invited,
  })
  await invite({ ...ctx, now: invited }, ids)
  await book(ctx, session, ids, addMinutes(invited, 60))
  await study(ctx, partners.course, ids[0]!, addMinutes(invited, 1440), { pages: 2, quiz: null })
  await study(ctx, partners.course, ids[1]!, addMinutes(invited, 2 * 1440), { pages: 6, quiz: 'half' })
  await cancelLiveSession(await as(ctx, trainer, workday(ctx, -3, '16:20')), {
    id: session,
    reason: 'The trainer is needed elsewhere that evening. The session next month covers the same.',
  })
}

/** One has not come yet; the other's mailbox is gone. */
async function inviteTheRest(ctx: Ctx, partners: Partners): Promise<void> {
  const coordinator = await as(ctx, partners.coordinators[0]!, workday(ctx, -8, '10:40'))
  await invite(coordinator, idsOf(partners, ['Graham Tuffnell', 'Peter Vaughan-Thomas']))
}

/** What a coordinator finds on the desk: a request, a card, someone who left, a certificate taken back. */
export async function openQuestions(ctx: Ctx, partners: Partners): Promise<void> {
  const coordinator = await as(ctx, partners.coordinators[1]!, workday(ctx, -4, '14:10'))
  await registerPerson(
    { ...ctx, now: workday(ctx, -1, '12:20'), actor: system('sign-in') },
    { full_name: 'Kofi Asante', email: 'kofi.asante@watford.example' },
  )
  const noMailbox = await add(coordinator, {
    full_name: 'Edith Barlow',
    email: null,
    organisation_id: partners.organisations.get('Disability Voice Hertfordshire')!,
    job_title: 'Volunteer',
  })
  await issueJoiningCard(coordinator, noMailbox)
  const [left, moved, revoked] = idsOf(partners, ['Oliver Stanmore', 'Chloé Beaumont', 'Joseph Carpenter'])
  await disablePerson(coordinator, { person_id: left!, reason: 'Retired' })
  const membership = (await listMemberships(coordinator, moved!))[0]!
  await endMembership(coordinator, { membership_id: membership.id })
  await addMembership(coordinator, {
    person_id: moved!,
    organisation_id: partners.organisations.get('Stevenage Borough Council')!,
    job_title: 'Licensing manager',
  })
  const [certificate] = await listCertificates(coordinator, revoked!)
  await changeStanding(coordinator, {
    act: 'revoke',
    certificate_ids: [certificate!.id],
    reason_class: 'issued in error',
    reason: 'The register was wrong: he was called away after ten minutes.',
  })
  await letTimePass(ctx, partners.gathered, ctx.now)
}
