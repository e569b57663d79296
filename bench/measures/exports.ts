/** The roster as CSV and XLSX against COPY alone, with the memory it took. */
import { Client } from '../client.ts'
import type { Product } from '../server.ts'
import type { Measure, Row } from '../table.ts'

export const exportMeasures = (product: Product): Measure => ({
  name: 'roster.csv and roster.xlsx',
  take: () => exportRows(product),
})

async function exportRows(product: Product): Promise<Row[]> {
  const coordinator = await product.db('role_grants').where({ role: 'coordinator' }).first('person_id')
  const cookie = await product.signIn(coordinator!.person_id)
  const copied = performance.now()
  await product.db.raw(
    'select count(*) from (select c.*, p.*, o.* from certificates c join people p on p.id = c.person_id join organisations o on o.id = c.organisation_id offset 0) x',
  )
  const copy = performance.now() - copied
  const rows: Row[] = [{ name: 'the roster’s join alone', said: `${(copy / 1000).toFixed(2)} s`, unit: '' }]
  for (const format of ['csv', 'xlsx'] as const) {
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
      said: `${seconds.toFixed(2)} s, ${(bytes / 2 ** 20).toFixed(1)} MB, memory ${Math.round(before)} to ${Math.round(peak)} MB`,
      unit: '',
      aim: format === 'csv' ? 'under 150 MB' : 'under 150 MB',
    })
  }
  return rows
}
