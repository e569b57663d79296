/** Erasing a person: asked for, cancelled, done; then nothing anywhere names them, and every figure is what it was. */
import type { Knex } from 'knex'
import type { Ctx } from '../../../src/platform/context.ts'
import { newId } from '../../../src/lib/ids.ts'
import { clock } from '../../../src/platform/clock.ts'
import { rows } from '../../../src/platform/db/connect.ts'
import { runDuePlans } from '../../../src/platform/jobs/plans.ts'
import { erase } from '../../../src/features/records/commands/erasing.ts'
import { mergePeople } from '../../../src/features/records/index.ts'
import { isName } from '../../../src/features/records/rules/erasing.ts'
import { addTestChampion } from '../../support/awarded.ts'
import type { Browser, TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { contextOf } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import type { TestPerson } from '../../support/factories.ts'
import { addTestPerson } from '../../support/factories.ts'
import { Page } from '../../support/page.ts'
import { runJobs } from '../../support/mailbox.ts'
import { addPackageCourse, package12 } from '../../support/scorm.ts'
import type { World } from '../../support/world.ts'
import { createWorld } from '../../support/world.ts'

const at = new Date('2027-04-12T09:00:00Z')
const eightDaysLater = new Date('2027-04-20T09:00:00Z')
const inMay = new Date('2027-05-10T09:00:00Z')
const laterInMay = new Date('2027-05-18T09:00:00Z')
let database: TestDatabase
let site: TestSite
let world: World
let browser: Browser
let ctx: Ctx

beforeAll(async () => {
  database = await createTestDatabase()
  site = await startSite(database, { at })
})
afterAll(async () => {
  await site.stop()
  await database.drop()
})
beforeEach(async () => {
  await database.reset()
  clock.set(at)
  ctx = contextOf(database.db, { at })
  world = await createWorld(database.db, at)
  browser = await site.browser(world.administrator.email)
})

/** Every cell of every table that has this in it, as 'table.column'. */
async function findEverywhere(text: string): Promise<string[]> {
  const columns = await rows<{ table_name: string; column_name: string }>(
    database.db,
    `select c.table_name, c.column_name from information_schema.columns c
     join information_schema.tables t on t.table_name = c.table_name and t.table_schema = c.table_schema
     where t.table_type = 'BASE TABLE' and c.table_schema = 'public' and (c.data_type in ('text', 'character varying', 'json', 'jsonb', 'ARRAY', 'USER-DEFINED'))`,
  )
  const found: string[] = []
  for (const { table_name, column_name } of columns) {
    const [hit] = await rows<{ count: number }>(
      database.db,
      `select count(*) from "${table_name}" where position(lower(:wanted) in lower("${column_name}"::text)) > 0`,
      { wanted: text },
    )
    if (hit!.count > 0) found.push(`${table_name}.${column_name}`)
  }
  const files = await database.db('files').whereRaw(`position(convert_to(?, 'UTF8') in bytes) > 0`, [text])
  return files.length > 0 ? [...found, 'files.bytes'] : found
}

async function ask(personId: string, name: string, ground = 'asked') {
  return browser.post(`/people/${personId}/erasure`, { ground, typed_name: name })
}

async function letTimePass(now = eightDaysLater): Promise<void> {
  clock.set(now)
  await runDuePlans({ ...ctx, now })
  await runJobs({ ...ctx, now })
}

async function figures(): Promise<unknown> {
  const coordinator = await site.browser(world.coordinator.email)
  const bare = (text: string) =>
    /<main[\s\S]*<\/main>/.exec(text)![0].replaceAll(/Lou Alderlearner|Erased person/g, 'NAME')
  const pages = [
    '/reports/coverage',
    '/reports/funnel',
    '/reports/foi?from-day=1&from-month=1&from-year=2027&to-day=30&to-month=4&to-year=2027',
  ]
  const answers = await Promise.all(pages.map((page) => coordinator.get(page)))
  expect(answers.map((one) => one.status)).toEqual([200, 200, 200])
  return answers.map((one) => bare(one.text))
}

test('after the week nothing names them, and each figure and each row stays', async () => {
  const { id, full_name, email } = world.a.learner
  const { db } = database
  clock.set(inMay)
  browser = await site.browser(world.administrator.email)
  // What people write and others write about them.
  await browser.post(`/people/${id}`, { full_name: 'Louise O’Brien', language: 'en' })
  await browser.post(`/people/${id}`, { full_name, language: 'en' })
  const namesake = await addTestPerson(db, { full_name, email: 'other@elsewhere.example' })
  await db('mails')
    .where({ person_id: id })
    .update({ text: `Hello ${full_name}`, html: `<p>${full_name}</p>` })
  const [rosterBefore, countsBefore] = [await rosterAt(), await countRows()]
  const shown = await browser.get(`/people/${id}/erasure`)
  expect(shown.text).toContain('What stays, without a name')
  expect((await ask(id, 'Somebody Else')).status).toBe(422)
  expect((await Promise.all([ask(id, full_name), ask(id, full_name)])).map((one) => one.status)).toEqual([303, 303])
  expect(await db('erasures')).toHaveLength(1)
  expect((await db('mails').where({ kind: 'records.erasure-asked' }))[0]!.to_address).toBe(email)
  expect((await db('people').where({ id }).first())!.disabled_at).not.toBeNull()
  const before = await figures()

  await letTimePass(laterInMay)
  expect(await db('people').where({ id }).first()).toMatchObject({ full_name: 'Erased person', email: null })
  for (const word of [email, 'Louise O’Brien', 'Louise O'])
    expect([word, await findEverywhere(word)]).toEqual([word, []])
  // Only the namesake is still called so.
  expect((await findEverywhere(full_name)).sort()).toEqual(['people.full_name', 'people.search'])
  expect(await db('people').where({ full_name })).toHaveLength(1)
  expect((await db('people').where({ id: namesake.id }).first())!.email).toBe('other@elsewhere.example')

  clock.set(inMay)
  expect(await figures()).toEqual(before)
  expect(rosterBefore.filter((name) => name.startsWith(full_name))).toHaveLength(1)
  expect((await rosterAt()).toSorted()).toEqual(
    rosterBefore.map((name) => name.replace(`${full_name} ${email}`, 'Erased person')).toSorted(),
  )
  expect(await countRows()).toEqual(countsBefore)
  const history = await (await site.browser(world.coordinator.email)).get(`/people/${id}/history`)
  expect(history.text).toContain('Certificate awarded')
})

const auditOf = (subject_id: string | null, after: Record<string, string>) => ({
  ...{ at, actor_kind: 'system' as const, action: 'test.said', subject_kind: subject_id ? 'person' : 'test' },
  ...{ subject_id, after: JSON.stringify(after) },
})

test('whoever is called alike, or has the name within theirs, keeps what is theirs; words in packages go', async () => {
  const { db } = database
  const [ian, brian, namesake, ali] = [
    await addTestPerson(db, { full_name: 'Ian Smith', email: 'ian@charity.example' }),
    await addTestPerson(db, { full_name: 'Brian Smith', email: 'brian@charity.example' }),
    await addTestPerson(db, { full_name: 'Ian Smith', email: 'other.ian@council.example' }),
    await addTestPerson(db, { full_name: 'Ali', email: 'ali@charity.example' }),
  ]
  const mail = (person: TestPerson, text: string) => ({
    ...{ id: newId(), kind: 'people.invitation', person_id: person.id, to_name: person.full_name },
    ...{ message_id: `<${newId()}@champions.example>`, to_address: person.email, subject: 'Hello', text },
    ...{ created_at: at, sent_at: at, next_attempt_at: at, html: `<p>${text}</p>`, attempts: 1 },
  })
  await db('mails').insert([
    mail(brian, 'Hello Brian Smith, Ian Smith’s place is yours'),
    mail(namesake, 'Hello Ian Smith, not ian@charity.example'),
  ])
  await db('audit_events').insert([
    auditOf(brian.id, { full_name: 'Brian Smith', email: 'brian@charity.example', note: 'Moved from\nIan Smith' }),
    auditOf(namesake.id, { full_name: 'Ian Smith', told: 'ian@charity.example' }),
    auditOf(null, { text: 'It is valid to align: Ali' }),
  ])
  const course = await addPackageCourse(ctx, package12())
  const run = { id: newId(), person_id: ian.id, course_id: course.course_id, module_key: 'package', tab: 'one' }
  await db('package_runs').insert({ ...run, package_id: course.package_id, round: 1, started_at: at, opened_at: at })
  await db('package_states').insert({
    ...{ run_id: run.id, item_id: 'one', tab: 'one', seq: 1, completion: 'incomplete', success: 'unknown', seconds: 5 },
    cmi: JSON.stringify({ suspend_data: 'name=Ian Smith' }),
    saved_at: at,
  })
  await ask(ian.id, 'Ian Smith')
  await ask(ali.id, 'Ali')
  await letTimePass()
  const written = await db('mails')
    .whereIn('person_id', [brian.id, namesake.id])
    .orderBy('to_address')
    .select('to_name', 'text')
  expect(written).toEqual([
    { to_name: 'Brian Smith', text: 'Hello Brian Smith, Erased person’s place is yours' },
    { to_name: 'Ian Smith', text: 'Hello Ian Smith, not Erased person' },
  ])
  const kept = await db('audit_events').where({ action: 'test.said' }).orderBy('subject_id').pluck('after')
  expect(kept).toEqual(
    expect.arrayContaining([
      { full_name: 'Brian Smith', email: 'brian@charity.example', note: 'Moved from\nErased person' },
      { full_name: 'Ian Smith', told: 'Erased person' },
      { text: 'It is valid to align: Ali' },
    ]),
  )
  expect(await db('package_states').pluck('cmi')).toEqual([{}])
})

/** The names on the roster as at a day on which the account was open. */
async function rosterAt(): Promise<string[]> {
  const coordinator = await site.browser(world.coordinator.email)
  const page = new Page({
    url: new URL('http://own.invalid'),
    status: 200,
    headers: new Headers(),
    html: (await coordinator.get('/roster?on-day=12&on-month=4&on-year=2027')).text,
  })
  return page.table().map((row) => Object.values(row)[0]!)
}

async function countRows(): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const table of [
    'memberships',
    'bookings',
    'evidence',
    'completions',
    'certificates',
    'certificate_states',
    'enrolments',
    'attempts',
  ] as const)
    counts[table] = (await database.db(table)).length
  return counts
}

test('the public page of a certificate says what it is worth and that its name was erased', async () => {
  const champion = await addTestChampion(ctx, { full_name: 'Sam Birch', email: 'sam@birch.example' })
  const { reference, number } = (await database.db('certificates').where({ id: champion.certificate_id }).first())!
  const file = await database.db('certificate_pdfs').where({ certificate_id: champion.certificate_id }).first()
  await ask(champion.id, 'sam  birch')
  await letTimePass()
  clock.set(at)
  const anyone = await site.browser()
  const page = await anyone.get(`/verify/${reference}`)
  expect(page.text).toContain('The name was erased')
  expect(page.text).toContain('Valid')
  expect(page.text).not.toContain('Sam Birch')
  const typed = await anyone.post('/verify', { number, name: 'Erased person' })
  expect(typed.status).not.toBe(303)
  const coordinator = await site.browser(world.coordinator.email)
  expect((await coordinator.get(`/certificates/${champion.certificate_id}`)).status).toBe(200)
  expect((await coordinator.get(`/certificates/${champion.certificate_id}/certificate.pdf`)).status).toBe(404)
  expect((await database.db('files').where({ id: file!.file_id }).first())!.bytes).toHaveLength(0)
  expect(await database.db('certificate_pdfs').where({ file_id: file!.file_id }).first()).toMatchObject({
    sha256: file!.sha256,
  })
})

const factsOfErasing = [
  ...[
    'answers',
    'audit_events',
    'certificate_pdfs',
    'certificate_states',
    'certificates',
    'claim_answers',
    'completions',
  ],
  ...['evidence', 'files', 'vendor_report_decisions', 'vendor_report_people', 'walk_in_consents'],
]

test('erasing waits for nobody who is writing, and reaches answers that were handed in', async () => {
  const { db } = database
  const [person] = await rows<{ id: string; full_name: string; attempt_id: string }>(
    db,
    `select p.id, p.full_name, t.id as attempt_id from answers a join attempts t on t.id = a.attempt_id
     join people p on p.id = t.person_id join question_versions v on v.id = a.question_version_id where v.kind = 'text'`,
  )
  await ask(person!.id, person!.full_name)
  const { id } = (await db('erasures').first('id'))!
  const running = await db.transaction()
  try {
    for (const table of factsOfErasing) await running.raw(`lock table ${table} in row exclusive mode`)
    await db.transaction(async (trx) => {
      await trx.raw(`set local lock_timeout = '1s'`)
      await erase({ ...ctx, db: trx, now: eightDaysLater }, id)
    })
  } finally {
    await running.rollback()
  }
  expect(await db('people').where({ id: person!.id }).first()).toMatchObject({ full_name: 'Erased person' })
  expect(await db('answers').where({ attempt_id: person!.attempt_id }).pluck('given')).toEqual([[]])
})

test('an erasure opens the facts of one person, once it is due, for words to go, and nothing else', async () => {
  const { db } = database
  const { id, full_name } = world.a.learner
  await ask(id, full_name)
  const [erasure, other] = [(await db('erasures').first('id'))!.id, await addTestChampion(ctx, { full_name: 'Bo Ek' })]
  const named = `set facts = jsonb_set(facts, '{name}', '"Erased person"')`
  const theirs = `update certificates ${named} where person_id = '${id}'`
  const open = (trx: Knex, value = erasure) => trx.raw(`select set_config('upstander.erasure', ?, true)`, [value])
  const refused = { code: '23001' }
  // That it was asked for opens nothing, nor does saying that it is due or done.
  for (const sql of [
    theirs,
    `update erasures set done_at = due_at, done_in = pg_current_xact_id()::text::bigint`,
    `update erasures set person_id = '${other.id}'`,
    `update erasures set due_at = asked_at + interval '1 second'`,
  ])
    for (const value of [erasure, '', newId()])
      await expect(
        db.transaction(async (trx) => {
          await open(trx, value)
          await trx.raw(sql)
        }),
      ).rejects.toMatchObject(refused)
  const early = db.raw('select erase_person(?, array[?]::uuid[], ?)', [erasure, id, at])
  await expect(early).rejects.toMatchObject(refused)
  const more = db.raw('select erase_person(?, array[?, ?]::uuid[], ?)', [erasure, id, other.id, eightDaysLater])
  await expect(more).rejects.toMatchObject(refused)

  // Even in the transaction that erases, with the setting put back by hand.
  const logo = { id: newId(), file_name: 'logo.png', media_type: 'image/png', bytes: Buffer.from('x') }
  await db('files').insert({ ...logo, sha256: Buffer.alloc(32), created_at: at })
  await db.transaction(async (trx) => {
    await erase({ ...ctx, db: trx, now: eightDaysLater }, erasure)
    await open(trx)
    const passed: string[] = []
    const tried = (sql: string) => trx.transaction((inner) => inner.raw(sql)).then(() => passed.push(sql))
    for (const sql of [
      `update certificates ${named} where person_id = '${other.id}'`,
      `update certificate_pdfs set printed_name = 'Erased person' where printed_name = 'Bo Ek'`,
      `update certificates set facts = facts || '{"wording": "Nothing"}' where person_id = '${id}'`,
      `update certificates set cycle = cycle + 1 where person_id = '${id}'`,
      `update audit_events set after = '{"forged": true}'`,
      `update audit_events set action = 'nothing'`,
      // Of the form that an erasure has; but which words of others go only its function knows.
      `update audit_events set reason = 'Erased person' where reason is not null`,
      `update vendor_report_people set identity = 'erased ' || identity, name = 'Erased person', email = null, alias = null`,
      theirs,
      `update files set bytes = '' where id = '${logo.id}'`,
      `update files set bytes = 'x'`,
      `update files set bytes = '', file_name = 'x'`,
      `update module_completions set done_at = now()`,
      `update answers set saved_at = now()`,
      `update erasures set done_at = done_at + interval '1 day'`,
      'delete from evidence',
    ])
      await tried(sql).catch((error: unknown) => expect([sql, error]).toMatchObject([sql, refused]))
    expect(passed).toEqual([])
  })
})

test('cancelled within the week, all is as before; roles, oneself and what was erased are refused', async () => {
  const { id, full_name } = world.a.learner
  await ask(id, full_name)
  // Opened by its own page it would be used until it is erased.
  const opened = await browser.post(`/people/${id}/enabling`)
  expect([opened.status, opened.text.includes('to be erased')]).toEqual([409, true])
  await browser.post(`/people/${id}/erasure/cancelling`)
  await letTimePass()
  expect(await database.db('people').where({ id }).first()).toMatchObject({
    full_name,
    disabled_at: null,
    erased_at: null,
  })
  clock.set(at)
  // What waits to be erased cannot be hidden in another record.
  const other = await addTestPerson(database.db)
  await ask(id, full_name)
  const coordinator = contextOf(database.db, { at, actor: ctx.actor })
  for (const [kept_id, merged_id] of [
    [other.id, id],
    [id, other.id],
  ] as const)
    expect(await mergePeople(coordinator, { kept_id, merged_id })).toEqual({ result: 'is-erased' })
  await browser.post(`/people/${id}/erasure/cancelling`)
  const refused = async (personId: string, name: string) => {
    await ask(personId, name)
    return database.db('erasures').where({ person_id: personId, cancelled_at: null })
  }
  expect(await refused(world.a.trainer.id, world.a.trainer.full_name)).toEqual([])
  expect(await refused(world.administrator.id, world.administrator.full_name)).toEqual([])
  await expect(
    database.db.raw('select erase_person(gen_random_uuid(), array[?]::uuid[], ?)', [id, at]),
  ).rejects.toMatchObject({ code: '23001' })
})

test('the typed name may lack accents and capitals, but not a word', () => {
  for (const typed of ['Siân O’Brien-Żak', ' sian  o’brien-zak']) expect(isName(typed, 'Siân O’Brien-Żak')).toBe(true)
  for (const typed of ['', 'Sian']) expect(isName(typed, 'Siân O’Brien-Żak')).toBe(false)
  expect([isName('李小龍', '李小龍'), isName('', '李小龍')]).toEqual([true, false])
})
