/** Whole quiz attempts: start, ten answers one by one, hand in, result. */
import { Client } from '../client.ts'
import type { Data } from '../data.ts'
import { rate } from '../load.ts'
import type { Product } from '../server.ts'
import type { Measure, Row } from '../table.ts'

export const quizMeasure = (product: Product, data: Data): Measure => ({
  name: 'whole quiz attempts (14 requests)',
  take: async () => [await quizRate(product, data)],
})

async function quizRate(product: Product, data: Data): Promise<Row> {
  const workers = 8
  const people = await product
    .db('people as p')
    .whereNotExists(product.db('completions as c').whereRaw('c.person_id = p.id'))
    .limit(workers)
    .pluck('p.id')
  const modules = await product
    .db('modules')
    .where({ course_version_id: data.version_id })
    .orderBy('position')
    .select('id', 'kind')
  const quiz = modules.find((module) => module.kind === 'quiz')!
  const clients: Client[] = []
  for (const person_id of people) {
    await product
      .db('module_completions')
      .insert(
        modules
          .filter((module) => module.kind === 'page')
          .map((module) => ({ person_id, module_id: module.id, done_at: new Date() })),
      )
    clients.push(new Client(product.base_url, await product.signIn(person_id)))
  }
  const per_second = await rate(
    async (worker) => {
      const client = clients[worker]!
      const attempt = await client.post(`/my-training/${data.course_id}/modules/${quiz.id}/attempts`, [])
      const page = await client.get(attempt)
      const action = /data-autosave-url="([^"]+)"/.exec(page)![1]!
      const chosen = new Map(
        [...page.matchAll(/name="([^"]+)" type="(?:radio|checkbox)" value="([^"]+)"/g)].map((found) => [
          found[1]!,
          found[2]!,
        ]),
      )
      const given: [string, string][] = []
      let seq = Date.now()
      for (const [field, value] of chosen) {
        given.push([field, value])
        await client.post(action, [...given, ['_tab', 'bench'], ['_seq', String(++seq)], ['_changed', field]])
      }
      const result = await client.post(action.replace('/answers', '/hand-in'), given)
      await client.get(result)
    },
    { workers },
  )
  return { name: 'whole quiz attempts (14 requests)', per_second, unit: 'attempts', aim: '' }
}
