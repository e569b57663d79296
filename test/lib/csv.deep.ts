/** Reading a file of any kind takes as long as it is large. */
import { parseCsv } from '../../src/lib/csv.ts'
import { growth, linear } from '../support/growth.ts'

test.each([
  ['a proper list', 'Siân O’Brien,"a ""quoted"" cell",sian@example.org\r\n', 4_000],
  ['nothing but quotes', '"', 60_000],
  ['a quote on each line', '"\n', 300_000],
])('the work grows with the file: %s', async (_what, text, size) => {
  expect(await growth((count) => text.repeat(count), parseCsv, size)).toBeLessThan(linear)
})
