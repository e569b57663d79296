/** The process that prints: many orders at once, faults as they are, and a press that dies is replaced. */
import { execFileSync } from 'node:child_process'
import type { CertificateFacts } from '../../../src/features/certification/pdf.ts'
import { renderCertificatePdf } from '../../../src/features/certification/pdf.ts'
import { printCertificate } from '../../../src/features/certification/pdf/printer.ts'

const facts: CertificateFacts = {
  language: 'en',
  number: 'HCC-2026-000123-K',
  name: "Siân O'Brien-Żak",
  programme_name: 'Hate crime champion',
  course_title: 'Hate crime champion',
  wording: 'has completed the training.',
  organisation_name: 'Dacorum Borough Council',
  awarded_on: '2026-11-22',
  valid_to: '2028-11-21',
  force_name: 'Hertfordshire Constabulary',
  signatory_name: 'Jo Whittaker',
  signatory_title: 'Chief Constable',
  colour: '#1d3557',
  logo: { media_type: 'image/svg+xml', bytes: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), alt: 'Crest' },
  law_as_at: '2026-10-01',
  verify_url: 'https://upstander.example/verify/7Yk2mQx9TzB4rWc8NpLd1A',
  issued_at: new Date('2026-11-22T10:00:00Z'),
}

const listPresses = (): number[] =>
  execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(process.pid)], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes('press.ts'))
    .map((line) => Number.parseInt(line, 10))

test('prints what printing in this process gives, each order its own, from one process', async () => {
  const names = ['Asha Rao', '李小龍', "Siân O'Brien-Żak"]
  const printed = await Promise.all(names.map((name) => printCertificate({ ...facts, name })))
  const here = names.map((name) => renderCertificatePdf({ ...facts, name }))
  expect(printed.map((bytes, n) => bytes.equals(here[n]!))).toEqual([true, true, true])
  expect(listPresses()).toHaveLength(1)
})

test('a fault of one order is that order’s alone', async () => {
  const [bad, good] = await Promise.allSettled([printCertificate({ ...facts, name: '🐝' }), printCertificate(facts)])
  expect(bad).toMatchObject({ status: 'rejected', reason: { message: expect.stringContaining('🐝') as string } })
  expect(good.status).toBe('fulfilled')
})

test('a press that is killed fails what it held, and the next order is printed by a new one', async () => {
  const [press] = listPresses()
  process.kill(press!, 'SIGSTOP')
  const held = printCertificate(facts)
  process.kill(press!, 'SIGKILL')
  await expect(held).rejects.toThrow('The process that prints certificates ended')
  expect((await printCertificate(facts)).subarray(0, 5).toString()).toBe('%PDF-')
})
