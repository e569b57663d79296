/** A register of 50, saved over and over with every mark changed. */
import { Client } from '../client.ts'
import { addSession } from '../data.ts'
import { rate } from '../load.ts'
import type { Product } from '../server.ts'
import type { Measure, Row } from '../table.ts'

export const registerMeasure = (product: Product): Measure => ({
  name: 'registers of 50 saved',
  take: async () => [await registerRate(product)],
})

async function registerRate(product: Product): Promise<Row> {
  const { db } = product
  const [trainer, ...people] = await db('people').orderBy('id').limit(51).pluck('id')
  const workers = 4
  const registers: string[] = []
  for (let worker = 0; worker < workers; worker++)
    registers.push((await addSession(db, { trainer_id: trainer!, person_ids: people })).part_id)
  const client = new Client(product.base_url, await product.signIn(trainer!))
  let turn = 0
  const per_second = await rate(
    async (worker) => {
      const mark = turn++ % 2 === 0 ? 'present' : 'absent'
      await client.post(
        `/registers/${registers[worker]!}`,
        people.flatMap((id): [string, string][] => [[`mark-${id}`, mark]]),
      )
    },
    { workers },
  )
  return { name: 'registers of 50 saved', per_second, unit: 'registers', aim: '150/s' }
}
