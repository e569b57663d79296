/** Four live sessions that were held, and what became of those who came. */
import { addMinutes } from '../../src/lib/time.ts'
import type { Ctx } from '../../src/platform/context.ts'
import { letTimePass, together, workday } from './history.ts'
import type { Partners } from './partners.ts'
import { add } from './partners.ts'
import type { Exception } from './sessions.ts'
import { book, closeTheRegister, join, schedule } from './sessions.ts'
import type { Course, Study } from './training.ts'
import { everything, invite, study } from './training.ts'

const days = 24 * 60

/** The ids of people by name; a name nobody has is a slip of ours. */
export function idsOf({ people }: Partners, names: string[]): string[] {
  return names.map((name) => {
    const id = people.get(name)
    if (!id) throw new Error(`Nobody is called ${name}`)
    return id
  })
}

interface Held {
  title: string
  course: Course
  day: number
  trainer: number
  ids: string[]
  studies?: Record<string, Study>
  exceptions?: Exception[]
}

/** Invited and booked three weeks before, studied in the days before. What it returns is the day itself: the session and its register. */
async function prepare(
  ctx: Ctx,
  partners: Partners,
  { title, course, day, trainer, ids, studies = {}, exceptions = [] }: Held,
): Promise<() => Promise<void>> {
  const invited = workday(ctx, day - 21, '09:30')
  const starts_at = workday(ctx, day, '10:00')
  const trainerId = partners.trainers[trainer]!
  const id = await schedule(ctx, { title, course, starts_at, capacity: 24, trainer: trainerId, scheduled_at: invited })
  await invite({ ...ctx, now: invited }, ids)
  await book(ctx, id, ids, addMinutes(invited, 60))
  await together(ids.entries(), ([index, person]) =>
    study(
      ctx,
      course,
      person,
      addMinutes(invited, (3 + (index % 9)) * days + 17 * index),
      studies[person] ?? everything,
    ),
  )
  const absent = exceptions.filter((one) => one.mark === 'absent').map((one) => one.person_id)
  return async () => {
    await join(
      ctx,
      id,
      ids.filter((one) => !absent.includes(one)),
    )
    await closeTheRegister(ctx, id, trainerId, exceptions)
    await letTimePass(ctx, partners.gathered, addMinutes(starts_at, 165), ids)
  }
}

/**
 * Held in the order of their days, as certificates are numbered; while those of one are printed, the next is got ready. Each
 * learner comes to one of the three for champions, and some of them again for the refresher. What it returns holds the last
 * two, for which nobody else has to wait.
 */
export async function holdPastSessions(ctx: Ctx, partners: Partners): Promise<() => Promise<unknown>> {
  const spring = await prepare(ctx, partners, springSession(partners))
  const [autumn, last] = await Promise.all([
    prepare(ctx, partners, autumnSession(partners)),
    lastSession(ctx, partners).then((session) => prepare(ctx, partners, session)),
    spring(),
  ])
  const [refresher] = await Promise.all([prepare(ctx, partners, refresherSession(partners)), autumn()])
  return () => Promise.all([refresher(), last()])
}

/** Most of those who lead for their organisation. Their certificates run out soon. */
function springSession(partners: Partners): Held {
  const names = [
    ...['Marcus Oyelaran', 'Priya Raman', 'José Núñez-García', 'Rachel Abramson', 'Imran Sheikh'],
    ...['Sunita Kapoor', 'Amara Nwosu', "Siân O'Brien-Żak"],
  ]
  return {
    title: 'Champions live session for organisation leads',
    course: partners.course,
    day: -340,
    trainer: 0,
    ids: idsOf(partners, names),
  }
}

function autumnSession(partners: Partners): Held {
  const names = [
    ...['Zoë Fitzgerald', 'Hannah Whitlock', 'Chloé Beaumont', 'Björn Lindqvist'],
    ...['Nadia Rahman', 'Oliver Stanmore', 'Siobhán Kelly', 'Søren Madsen', '李小龍', 'Łukasz Wójcik'],
    ...['Mairéad Ní Dhomhnaill', 'Callum McAllister-Boyd', 'Kieran Doyle'],
  ]
  const [missing, leaving] = idsOf(partners, ['Callum McAllister-Boyd', 'Kieran Doyle'])
  return {
    title: 'Champions live session',
    course: partners.course,
    day: -75,
    trainer: 1,
    ids: idsOf(partners, names),
    exceptions: [
      { person_id: missing!, mark: 'absent', minutes: null },
      { person_id: leaving!, mark: 'left early', minutes: 50 },
    ],
  }
}

/** One has a name that no font of ours prints, and is asked for another spelling. */
async function lastSession(ctx: Ctx, partners: Partners): Promise<Held> {
  const unprintable = await add(
    { ...ctx, now: workday(ctx, -38, '16:00') },
    {
      full_name: 'བསྟན་འཛིན་དབང་མོ',
      email: 'tenzin.wangmo@university-herts.example',
      organisation_id: partners.organisations.get('University of Hertfordshire')!,
      job_title: 'Chaplaincy assistant',
    },
  )
  const names = [
    ...['Ayşe Yıldız', 'Joseph Carpenter', 'Ștefan Ionescu', 'Molly Featherstone', 'Олена Шевченко'],
    ...['अंजलि शर्मा', 'Ewa Świątek'],
    'Maria-Fernanda Wilhelmina de Albuquerque Cavalcanti-Featherstonehaughs',
  ]
  const [unsafe, unfinished] = idsOf(partners, ['Derek Aldous', 'Michael Pennington'])
  return {
    title: 'Champions live session',
    course: partners.course,
    day: -16,
    trainer: 0,
    ids: [...idsOf(partners, names), unprintable, unsafe!, unfinished!],
    studies: { [unsafe!]: { pages: 6, quiz: 'unsafely' }, [unfinished!]: { pages: 5, quiz: null } },
  }
}

/** Some of those who take reports refresh what they know: another programme, another certificate. */
function refresherSession(partners: Partners): Held {
  const names = ['Aoife O’Brien', 'Zoë Fitzgerald', 'Nadia Rahman', 'Amara Nwosu']
  return {
    title: 'Reporting centre refresher',
    course: partners.refresher,
    day: -29,
    trainer: 1,
    ids: idsOf(partners, names),
  }
}
