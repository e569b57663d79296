/** Certificates: printed on one thread, and how long until those that come due at once are with the mail server. */
import { setTimeout as wait } from 'node:timers/promises'
import { renderCertificatePdf } from '../../src/features/certification/pdf.ts'
import type { TestMailServer } from '../../test/support/smtp.ts'
import type { Data } from '../data.ts'
import type { Product } from '../server.ts'
import type { Measure, Row } from '../table.ts'

export const printMeasure: Measure = {
  name: 'certificates printed, one thread',
  take: async () => [certificateRate()],
}

function certificateRate(): Row {
  const print = (n: number) =>
    renderCertificatePdf({
      language: 'en',
      number: `HCC-2026-${String(n).padStart(6, '0')}-K`,
      name: `Siân O'Brien-Żak ${n}`,
      programme_name: 'Hate crime champion',
      course_title: 'Hate crime champion',
      wording: 'has completed the course for hate crime champions.',
      organisation_name: 'Dacorum Borough Council',
      awarded_on: '2026-11-22',
      valid_to: '2027-11-22',
      force_name: 'Hertfordshire Constabulary',
      signatory_name: 'The hate crime team',
      signatory_title: 'For the Chief Constable',
      colour: '#1d3557',
      logo: null,
      law_as_at: '2026-11-22',
      verify_url: `https://champions.example/verify/${String(n).padStart(22, 'a')}`,
      issued_at: new Date(),
    })
  for (let n = 0; n < 20; n++) print(n)
  const started = performance.now()
  const count = 400
  for (let n = 0; n < count; n++) print(100 + n)
  return {
    name: 'certificates printed, one thread',
    per_second: (count * 1000) / (performance.now() - started),
    unit: 'PDFs',
    aim: '150/s',
  }
}

export const dueMeasure = (product: Product, data: Data, mailServer: TestMailServer): Measure => ({
  name: 'certificates due at once, to the mail server',
  take: () => dueCertificates(product, data, mailServer),
})

/** Gives people all their facts, asks for the check as closing a register does, and waits for the mails. */
async function dueCertificates(product: Product, data: Data, mailServer: TestMailServer): Promise<Row[]> {
  const { db } = product
  const people = await db('people as p')
    .whereNotExists(db('completions as c').whereRaw('c.person_id = p.id'))
    .limit(501)
    .pluck('p.id')
  const modules = await db('modules')
    .where({ course_version_id: data.version_id })
    .select('id', 'kind', 'quiz_version_id')
  const livePart = await db('live_parts').where({ course_id: data.course_id }).first('id')
  const trainer = people[0]!
  const sessions = await db.raw(
    `with s as (insert into live_sessions (id, title, mode, is_mandatory, audience, capacity, created_at, opened_at)
       values (gen_random_uuid(), 'Due', 'online', false, 'external', 1000, now(), now()) returning id)
     insert into live_session_parts (id, live_session_id, live_part_id, position, starts_at, ends_at)
     select gen_random_uuid(), s.id, ?, 1, now() - interval '3 hours', now() - interval '1 hour' from s returning id`,
    [livePart!.id],
  )
  const part = sessions.rows[0].id as string
  await db.raw(`insert into registers (live_session_part_id, closed_at, closed_by) values (?, now(), ?)`, [
    part,
    trainer,
  ])
  await db.raw(
    `insert into bookings (id, live_session_id, person_id, created_at, booked_at, join_token)
     select gen_random_uuid(), (select live_session_id from live_session_parts where id = ?), p, now(), now(), left(md5(p::text), 22)
     from unnest(?::uuid[]) p`,
    [part, people],
  )
  await db.raw(
    `insert into evidence (live_session_part_id, person_id, kind, mark, recorded_at)
     select ?, p, 'trainer mark', 'present', now() from unnest(?::uuid[]) p`,
    [part, people],
  )
  await db.raw(
    `insert into module_completions (person_id, module_id, done_at)
     select p, m, now() from unnest(?::uuid[]) p cross join unnest(?::uuid[]) m on conflict do nothing`,
    [people, modules.filter((module) => module.kind === 'page').map((module) => module.id)],
  )
  await db.raw(
    `insert into attempts (id, quiz_version_id, person_id, number, seed, started_at, handed_in_at, points, max_points, is_critical_right, is_passed)
     select gen_random_uuid(), ?, p, 100000, 'bench', now(), now(), 10, 10, true, true from unnest(?::uuid[]) p`,
    [modules.find((module) => module.kind === 'quiz')!.quiz_version_id, people],
  )
  const [single, ...many] = people
  return [
    await timeOf(
      'one certificate, from its last fact to the mail server',
      product,
      mailServer,
      [single!],
      'within 5 s',
    ),
    await timeOf('500 certificates due at once, to the mail server', product, mailServer, many, 'within 10 s'),
  ]
}

async function timeOf(
  name: string,
  product: Product,
  mailServer: TestMailServer,
  people: string[],
  aim: string,
): Promise<Row> {
  const before = mailServer.received.length
  const started = performance.now()
  await product.db.raw(
    `select graphile_worker.add_job('certification.check', json_build_object('personId', p), job_key => 'certification.check ' || p)
     from unnest(?::uuid[]) p`,
    [people],
  )
  while (mailServer.received.length - before < people.length && performance.now() - started < 120_000) await wait(20)
  const came = mailServer.received.length - before
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  return { name, said: came < people.length ? `only ${came} in ${seconds} s` : `${seconds} s`, unit: '', aim }
}
