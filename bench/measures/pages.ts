/** Pages a learner, a trainer and a coordinator open. */
import type { Data } from '../data.ts'
import { load } from '../load.ts'
import type { Product } from '../server.ts'
import type { Row } from '../table.ts'

export async function pageMeasures(product: Product, data: Data): Promise<Row[]> {
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
  const rows: Row[] = []
  for (const [name, path, cookie, aim] of pages) {
    const result = await load(product.base_url + path, { headers: cookie ? { cookie } : {} })
    if (result.failures > 0) console.log(`${name}: ${result.failures} failures`)
    rows.push({ name, per_second: result.per_second, p99_ms: result.p99_ms, unit: 'answers', aim })
  }
  const started = performance.now()
  await fetch(`${product.base_url}/roster`, { headers: { cookie: asCoordinator! } }).then((answer) => answer.text())
  rows.push({
    name: 'roster page, alone',
    said: `${Math.round(performance.now() - started)} ms`,
    unit: '',
    aim: 'under 300 ms',
  })
  return rows
}
