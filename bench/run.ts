/**
 * `npm run bench [-- --large]`: each measure as a ratio to the calibration taken in the same run on the same machine.
 * Prints a table; nothing here is a test.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { startMailServer } from '../test/support/smtp.ts'
import { fill } from './data.ts'
import { load } from './load.ts'
import { machine } from './machine.ts'
import { certificateRate, dueCertificates } from './measures/certificates.ts'
import { exportMeasures } from './measures/exports.ts'
import { pageMeasures } from './measures/pages.ts'
import { quizRate } from './measures/quiz.ts'
import { registerRate } from './measures/register.ts'
import { startProduct } from './server.ts'
import type { Row } from './table.ts'
import { printTable } from './table.ts'

const people = process.argv.includes('--large') ? 100_000 : 5000
const mailServer = await startMailServer()
const product = await startProduct(mailServer.url)
try {
  console.log(`${machine()}\n200 organisations, ${people} people\n`)
  const data = await fill(product.db, people)

  const bare = spawn(process.execPath, [
    fileURLToPath(new URL('./calibration.ts', import.meta.url)),
    product.database_url,
  ])
  const [port] = (await once(bare.stdout, 'data')) as [Buffer]
  const calibration = await load(`http://127.0.0.1:${String(port).trim()}/`, { seconds: 5 })
  bare.kill()

  const rows: Row[] = [
    { name: 'calibration', per_second: calibration.per_second, p99_ms: calibration.p99_ms, unit: 'answers' },
  ]
  rows.push(...(await pageMeasures(product, data)))
  rows.push(await quizRate(product, data))
  rows.push(await registerRate(product))
  rows.push(certificateRate())
  rows.push(...(await exportMeasures(product)))
  rows.push(...(await dueCertificates(product, data, mailServer)))
  printTable(rows, calibration.per_second)
} finally {
  await product.stop()
  await mailServer.stop()
}
process.exit(0)
