/** A register of 50, saved over and over with every mark changed. */
import { newId, newSecret } from '../../src/lib/ids.ts'
import { Client } from '../client.ts'
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
  const started = new Date(Date.now() - 3_600_000)
  const registers: string[] = []
  for (let worker = 0; worker < workers; worker++) {
    const [session, part] = [newId(), newId()]
    await db('live_sessions').insert({
      id: session,
      title: 'Bench',
      mode: 'online',
      is_mandatory: false,
      audience: 'external',
      capacity: 60,
      created_at: started,
    })
    await db('live_session_parts').insert({
      id: part,
      live_session_id: session,
      position: 1,
      starts_at: started,
      ends_at: new Date(started.getTime() + 2 * 3_600_000),
    })
    await db('live_session_trainers').insert({ live_session_id: session, person_id: trainer! })
    await db('bookings').insert(
      people.map((person_id) => ({
        id: newId(),
        live_session_id: session,
        person_id,
        created_at: started,
        booked_at: started,
        join_token: newSecret(),
      })),
    )
    registers.push(part)
  }
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
