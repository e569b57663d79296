/** Certificates: printed on one thread, and how long until those that come due at once are with the mail server. */
import { setTimeout as wait } from 'node:timers/promises'
import type { Knex } from 'knex'
import { renderCertificatePdf } from '../../src/features/certification/pdf.ts'
import type { TestMailServer } from '../../test/support/smtp.ts'
import { newId } from '../../src/lib/ids.ts'
import type { Data } from '../data.ts'
import { loadDuring } from '../load.ts'
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

export const dueMeasure = (product: Product, data: Data, mailServer: TestMailServer, many: number): Measure => ({
  name: 'certificates due at once, to the mail server',
  take: () => dueCertificates(product, data, mailServer, many),
})

/** One; then many; then as many more while others check certificates. */
async function dueCertificates(product: Product, data: Data, mailServer: TestMailServer, many: number): Promise<Row[]> {
  const [single, first, second] = [
    await makeDue(product, data, 1),
    await makeDue(product, data, many),
    await makeDue(product, data, many),
  ]
  const rows = [
    ...(await timeOf(
      'one certificate, from its last fact to the mail server',
      product,
      mailServer,
      single,
      'within 5 s',
    )),
    ...(await timeOf(
      `${many} certificates due at once, to the mail server`,
      product,
      mailServer,
      first,
      'within 20 s',
    )),
  ]
  const { promise: issued, resolve } = Promise.withResolvers<void>()
  const checked = verify(product, issued)
  rows.push(
    ...(await timeOf(`${many} more, while certificates are checked`, product, mailServer, second, 'within 30 s')),
  )
  resolve()
  const { per_second, p99_ms, failures } = await checked
  return [
    ...rows,
    { name: 'public checks meanwhile', per_second, p99_ms, unit: 'answers', aim: '500/s' },
    { name: 'public checks refused or failed', said: String(failures), unit: '', aim: 'none' },
  ]
}

/** 500 a second, of many certificates and from many networks, as a proxy would say. */
async function verify(product: Product, until: Promise<void>) {
  const references: string[] = await product.db('certificates').orderBy('id').limit(3000).pluck('reference')
  const requests = references.map((reference, index) => ({
    path: `/verify/${reference}`,
    headers: { 'x-forwarded-for': `10.${index >> 8}.${index & 255}.7`, 'x-forwarded-proto': 'http' },
  }))
  return loadDuring(product.base_url, requests, { per_second: 500, until })
}

/** New people with all their facts, of whom nobody has been told yet. */
async function makeDue(product: Product, data: Data, count: number): Promise<string[]> {
  const { db } = product
  const ids = Array.from({ length: count }, () => newId())
  await db.raw(
    `insert into people (id, full_name, search, email, created_at)
     select p, 'Due ' || left(p::text, 23), 'due', p || '@partner.example', now() from unnest(?::uuid[]) p`,
    [ids],
  )
  await db.raw(
    `insert into memberships (id, person_id, organisation_id, starts_on, created_at)
     select gen_random_uuid(), p, (select id from organisations order by id limit 1), '2025-06-01', now() from unnest(?::uuid[]) p`,
    [ids],
  )
  await db.raw(
    `insert into enrolments (id, person_id, course_id, course_version_id, enrolled_at)
     select gen_random_uuid(), p, ?, ?, now() from unnest(?::uuid[]) p`,
    [data.course_id, data.version_id, ids],
  )
  await giveFacts(db, data, ids)
  await db.raw('analyze')
  return ids
}

/** Modules, quiz and a live part whose register was closed, straight into the tables. */
async function giveFacts(db: Knex, data: Data, people: string[]): Promise<void> {
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
}

async function timeOf(
  name: string,
  product: Product,
  mailServer: TestMailServer,
  people: string[],
  aim: string,
): Promise<Row[]> {
  const before = mailServer.received.length
  const started = performance.now()
  await product.db.raw(
    `select graphile_worker.add_job('certification.check', json_build_object('personId', p), job_key => 'certification.check ' || p)
     from unnest(?::uuid[]) p`,
    [people],
  )
  while (mailServer.received.length - before < people.length && performance.now() - started < 300_000) await wait(20)
  const came = mailServer.received.length - before
  const seconds = (performance.now() - started) / 1000
  const said = `${seconds.toFixed(1)} s, ${(came / seconds).toFixed(1)}/s`
  return [{ name, said: came < people.length ? `only ${came} in ${said}` : said, unit: '', aim }]
}
