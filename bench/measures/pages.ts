/** Pages a learner, a trainer and a coordinator open. */
import { setTimeout as wait } from 'node:timers/promises'
import { Client } from '../client.ts'
import type { Data } from '../data.ts'
import { load } from '../load.ts'
import type { Product } from '../server.ts'
import { spentBetween } from '../server.ts'
import type { Measure, Row } from '../table.ts'
import { shareOf } from '../table.ts'

export async function pageMeasures(product: Product, data: Data): Promise<Measure[]> {
  const learner = await product
    .db('people as p')
    .whereNotExists(product.db('completions as c').whereRaw('c.person_id = p.id'))
    .first('p.id')
  const staff = await product.db('people').orderBy('id').limit(2).pluck('id')
  await product.db('role_grants').insert(
    (['trainer', 'coordinator'] as const).map((role, index) => ({
      id: crypto.randomUUID(),
      person_id: staff[index]!,
      role,
      starts_on: '2025-01-01',
      created_at: new Date(),
    })),
  )
  const module = await product.db('modules').where({ course_version_id: data.version_id, position: 1 }).first('id')
  const [asLearner, asTrainer, asCoordinator] = await Promise.all(
    [learner!.id, ...staff].map((id) => product.signIn(id)),
  )
  const pages: [name: string, path: string, cookie: string | undefined, aim: string][] = [
    ['sign-in page', '/sign-in', undefined, ''],
    ['My training', '/my-training', asLearner, 'ratio 0.15'],
    ['module page', `/my-training/${data.course_id}/modules/${module!.id}`, asLearner, 'ratio 0.15'],
    ['course page', `/courses/${data.course_id}`, asTrainer, 'ratio 0.15'],
    ['live sessions', '/live-sessions', asLearner, 'ratio 0.15'],
    ['roster page', '/roster', asCoordinator, 'under 300 ms'],
  ]
  return [
    ...pages.map(([name, path, cookie, aim]) => ({ name, take: () => pageRate(product, { name, path, cookie, aim }) })),
    { name: 'roster page, alone', take: () => rosterTimes(product, asCoordinator!) },
    { name: 'reports and public figures, alone', take: () => reportTimes(product, asCoordinator!) },
  ]
}

async function pageRate(
  product: Product,
  { name, path, cookie, aim }: { name: string; path: string; cookie: string | undefined; aim: string },
): Promise<Row[]> {
  const before = await product.spent()
  const result = await load(product.base_url + path, { headers: cookie ? { cookie } : {} })
  if (result.failures > 0) console.log(`${name}: ${result.failures} failures`)
  // The answers nobody waits for any more are still being made.
  await wait(500)
  const spent = shareOf(spentBetween(before, await product.spent()), result.answers)
  return [{ name, per_second: result.per_second, p99_ms: result.p99_ms, unit: 'answers', aim, spent }]
}

/** The middle of nine, one after the other. */
async function middleTime(product: Product, cookie: string, path: string): Promise<number> {
  const times: number[] = []
  for (let turn = 0; turn < 9; turn++) {
    const started = performance.now()
    await new Client(product.base_url, cookie).get(path)
    times.push(performance.now() - started)
  }
  return times.sort((a, b) => a - b)[4]!
}

/** One person turning pages. */
async function rosterTimes(product: Product, cookie: string): Promise<Row[]> {
  const first = await new Client(product.base_url, cookie).get('/roster')
  const last = Math.max(1, ...[...first.matchAll(/[?&;]page=(\d+)/g)].map((found) => Number(found[1])))
  const organisation = await product.db('organisations').orderBy('name').first('id')
  const area = await product.db('areas').where({ kind: 'district' }).orderBy('name').first('id')
  return timesOf(product, cookie, [
    ['roster page, alone', '/roster'],
    ['roster, its last page, alone', `/roster?page=${last}`],
    ['roster, a name searched, alone', '/roster?search=person+77'],
    ['roster, one organisation, alone', `/roster?organisation_id=${organisation!.id}`],
    ['roster, one district, alone', `/roster?area_id=${area!.id}`],
    ['roster, expiring, alone', '/roster?state=expiring'],
    ['roster, by the last valid day, alone', '/roster?sort=valid'],
    ['roster, not said for a year, alone', '/roster?confirmed=no'],
    ['roster, as at half a year ago, alone', `/roster?on=${halfAYearAgo()}`],
  ])
}

const halfAYearAgo = () => new Date(Date.now() - 182 * 86_400_000).toISOString().slice(0, 10)

/** Every organisation listed in the directory, and everything switched on. */
async function reportTimes(product: Product, cookie: string): Promise<Row[]> {
  await product.db('publications').update({ shows_figures: true, shows_directory: true })
  await product.db.raw(
    `insert into directory_entries (organisation_id, mailbox, agreed_at)
     select id, 'hate.crime' || row_number() over () || '@partner.example', now() from organisations on conflict do nothing`,
  )
  const person = await product.db('certificates').orderBy('id').first('person_id')
  return timesOf(
    product,
    cookie,
    [
      ['coverage, alone', '/reports/coverage'],
      ['coverage, organisations with one, alone', '/reports/coverage/organisations?show=one'],
      ['from invitation to certificate, alone', '/reports/funnel'],
      ['freedom of information, alone', '/reports/foi'],
      ['public figures, alone', '/figures'],
      ['public directory, alone', '/directory'],
      ['a person’s history, alone', `/people/${person!.person_id}/history`],
    ],
    'under 1 s',
  )
}

async function timesOf(
  product: Product,
  cookie: string,
  pages: [name: string, path: string][],
  aim = 'under 300 ms',
): Promise<Row[]> {
  const rows: Row[] = []
  for (const [name, path] of pages)
    rows.push({
      name,
      said: `${Math.round(await middleTime(product, cookie, path))} ms`,
      unit: '',
      aim,
    })
  return rows
}
