/** Certificates: printed on one thread, and how long until those that come due at once are with the mail server. */
import { setTimeout as wait } from 'node:timers/promises'
import type { Knex } from 'knex'
import { renderCertificatePdf } from '../../src/features/certification/pdf.ts'
import { newId } from '../../src/lib/ids.ts'
import type { Asked } from '../asking.ts'
import { askSteadily } from '../asking.ts'
import type { Data } from '../data.ts'
import type { MailSink } from '../mail-sink.ts'
import type { Product } from '../server.ts'
import { spentBetween } from '../server.ts'
import type { Measure, Row } from '../table.ts'
import { shareOf } from '../table.ts'

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

export const checkMeasure = (product: Product): Measure => ({
  name: 'public checks of certificates, alone',
  take: async () => {
    const requests = await checksToAsk(product)
    // Once, so that what is compiled and planned at the first asking is not measured.
    await askSteadily(product.base_url, requests, { per_second: 250, until: wait(3000) })
    return checksDuring('public checks of certificates, alone', product, requests, wait(10_000))
  },
})

export const dueMeasure = (product: Product, data: Data, mails: MailSink, many: number): Measure => ({
  name: 'certificates due at once, to the mail server',
  take: () => dueCertificates(product, data, mails, many),
})

/** One; then many; then as many more while others check certificates. */
async function dueCertificates(product: Product, data: Data, mails: MailSink, many: number): Promise<Row[]> {
  const [single, first, second] = [
    await makeDue(product, data, 1),
    await makeDue(product, data, many),
    await makeDue(product, data, many),
  ]
  const due = (name: string, people: string[], aim: string) => timeOf(name, product, mails, people, aim)
  const rows = [
    await due('one certificate, from its last fact to the mail server', single, 'within 5 s'),
    await due(`${many} certificates due at once, to the mail server`, first, 'within 20 s'),
  ]
  const requests = await checksToAsk(product)
  const { promise: issued, resolve } = Promise.withResolvers<void>()
  const checked = checksDuring('public checks meanwhile', product, requests, issued)
  rows.push(await due(`${many} more, while certificates are checked`, second, 'within 30 s'))
  resolve()
  return [...rows, ...(await checked).map(({ spent: _, ...row }) => row)]
}

/** 500 a second have to be true; a few more are asked, for a clock that ticks late asks a few less. */
const checksAsked = 510

/** Of many certificates and from many networks, as a proxy would say; one in sixteen was revoked. */
async function checksToAsk({ db }: Product): Promise<Asked[]> {
  const certificates: { id: string; number: string; reference: string }[] = await db('certificates')
    .orderBy('reference')
    .limit(4000)
    .select('id', 'number', 'reference')
  const revoked = new Set(certificates.map(({ id }) => id).filter((id) => id.endsWith('7')))
  await db.raw(
    `insert into certificate_states (certificate_id, state, reason, reason_class, renews_from, valid_to, grace_to, changed_at)
     select c.id, 'revoked', 'Bench', 'other', c.renews_from, c.valid_to, c.grace_to, now() from certificates c
     where c.id = any (?::uuid[])
       and not exists (select from certificate_states s where s.certificate_id = c.id and s.state = 'revoked')`,
    [[...revoked]],
  )
  return certificates.map(({ id, number, reference }, index) => ({
    path: `/verify/${reference}`,
    headers: { 'X-Forwarded-For': `10.${index >> 8}.${index & 255}.7`, 'X-Forwarded-Proto': 'http' },
    says: [number, revoked.has(id) ? 'This certificate was revoked on' : 'This certificate is valid until'],
  }))
}

async function checksDuring(
  name: string,
  product: Product,
  requests: Asked[],
  until: Promise<unknown>,
): Promise<Row[]> {
  const before = await product.spent()
  const found = await askSteadily(product.base_url, requests, { per_second: checksAsked, until })
  const spent = shareOf(spentBetween(before, await product.spent()), found.true_answers)
  const faults = [...found.faults].map(([what, count]) => `${what}: ${count}`).join(', ')
  return [
    { name, per_second: found.per_second, p99_ms: found.p99_ms, unit: 'answers', aim: '500/s', spent },
    { name: `${name}: not true, or late`, said: faults || 'none', unit: '', aim: 'none' },
  ]
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

/** Until each of them has had one mail, and no more. */
async function timeOf(name: string, product: Product, mails: MailSink, people: string[], aim: string): Promise<Row> {
  const addresses = people.map((person) => `${person}@partner.example`)
  const before = await product.spent()
  const started = performance.now()
  await product.db.raw(
    `select graphile_worker.add_job('certification.check', json_build_object('personId', p), job_key => 'certification.check ' || p)
     from unnest(?::uuid[]) p`,
    [people],
  )
  const countCame = () => addresses.filter((address) => mails.came.has(address)).length
  let came = 0
  while ((came = countCame()) < people.length && performance.now() - started < 300_000) await wait(20)
  const seconds = (performance.now() - started) / 1000
  const spent = shareOf(spentBetween(before, await product.spent()), people.length)
  const twice = addresses.filter((address) => mails.came.get(address)! > 1).length
  const faults = [...(came < people.length ? [`only ${came}`] : []), ...(twice > 0 ? [`${twice} had it twice`] : [])]
  return {
    name,
    said: [`${seconds.toFixed(1)} s, ${(came / seconds).toFixed(1)}/s`, ...faults].join(', '),
    unit: '',
    aim,
    spent,
  }
}
