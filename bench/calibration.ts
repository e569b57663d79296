/** The yardstick: a bare Node http server that does one indexed SELECT through pg and answers 5 kB. Run as a process of its own. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import pg from 'pg'

const pool = new pg.Pool({ connectionString: process.argv[2], max: 10 })
const padding = 'x'.repeat(4900)

const { rows } = await pool.query('select id from people order by id limit 1000')
const ids = rows.map((row: { id: string }) => row.id)
let next = 0

const server = createServer(async (_req, res) => {
  const found = await pool.query('select id, full_name from people where id = $1', [ids[next++ % ids.length]])
  res.setHeader('Content-Type', 'text/html')
  res.end(`<p>${found.rows[0].full_name}</p>${padding}`)
})
server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`))
