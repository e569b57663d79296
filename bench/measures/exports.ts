/** The roster in each format against COPY of the same rows alone, with the memory it took. */
import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { Client } from '../client.ts'
import type { Product } from '../server.ts'
import type { Measure, Row } from '../table.ts'

export const exportMeasures = (product: Product): Measure => ({
  name: 'roster as csv, xlsx, ods and json',
  take: () => exportRows(product),
})

async function exportRows(product: Product): Promise<Row[]> {
  const coordinator = await product.db('role_grants').where({ role: 'coordinator' }).first('person_id')
  const cookie = await product.signIn(coordinator!.person_id)
  const { seconds: copy, bytes } = await copyAlone(product)
  const rows: Row[] = [
    { name: 'COPY of the roster’s rows alone', said: `${copy.toFixed(2)} s, ${megabytes(bytes)} MB`, unit: '' },
  ]
  for (const format of ['csv', 'xlsx', 'ods', 'json'] as const) {
    const address = await new Client(product.base_url, cookie).post(`/roster/export?format=${format}`, [
      ['purpose', 'Bench'],
    ])
    const before = product.memory()
    let peak = before
    const watch = setInterval(() => (peak = Math.max(peak, product.memory())), 50)
    const started = performance.now()
    const answer = await fetch(product.base_url + address, { headers: { cookie } })
    let bytes = 0
    for await (const chunk of answer.body!) bytes += chunk.length
    clearInterval(watch)
    const seconds = (performance.now() - started) / 1000
    rows.push({
      name: `roster.${format}`,
      said: `${seconds.toFixed(2)} s, ${(seconds / copy).toFixed(1)} × COPY, ${megabytes(bytes)} MB, memory ${Math.round(before)} to ${Math.round(peak)} MB`,
      unit: '',
    })
  }
  const charged = product.charged()
  if (charged !== null)
    rows.push({ name: 'memory charged', said: `${Math.round(charged)} MB`, unit: '', aim: 'under 150 MB' })
  return rows
}

const megabytes = (bytes: number) => (bytes / 2 ** 20).toFixed(1)

/** What the database needs to hand over the same joined rows, with nobody in between. */
async function copyAlone(product: Product): Promise<{ seconds: number; bytes: number }> {
  const client = new pg.Client(product.database_url)
  await client.connect()
  const started = performance.now()
  let bytes = 0
  const count = new Writable({
    write(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      done()
    },
  })
  await pipeline(
    client.query(
      copyTo(`copy (
        select p.full_name, p.email, o.name, m.job_title, o.kind, c.number, c.cycle, c.awarded_on, c.valid_to, p.language
        from certificates c join people p on p.id = c.person_id
        join memberships m on m.person_id = p.id and m.ends_on is null join organisations o on o.id = m.organisation_id
        order by p.search, p.id) to stdout with (format csv)`),
    ),
    count,
  )
  const seconds = (performance.now() - started) / 1000
  await client.end()
  return { seconds, bytes }
}
