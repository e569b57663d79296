/** The two staff lists, as a council's old program and somebody's Excel would write them. */
import { buffer } from 'node:stream/consumers'
import { workbookStream } from '../../../../src/lib/spreadsheet.ts'
import type { Learner } from './people.ts'

/** Semicolons, windows-1252, CRLF, names in two columns; where the address says enough, nobody typed the organisation. */
export function oldCsv(people: Learner[]): Buffer {
  const lines = [
    ['Surname', 'First name', 'E-mail', 'Job title', 'Organisation'],
    ...people.map(({ full_name, email, job_title, organisation }, index) => {
      const [first, ...rest] = full_name.split(' ')
      return [rest.join(' '), first!, email, job_title, index % 5 === 4 ? '' : organisation]
    }),
  ]
  return windows1252(lines.map((line) => line.map(quoted).join(';') + '\r\n').join(''))
}

/** Headings as a person would write them, and a column nobody asked for. */
export async function excelWorkbook(people: Learner[]): Promise<Buffer> {
  const columns = ['Email address', 'Name', 'Employer', 'Role', 'Desk phone'].map((heading) => ({
    heading,
    kind: 'text' as const,
    width: 28,
  }))
  async function* rows() {
    for (const [index, person] of people.entries())
      yield [person.email, person.full_name, person.organisation, person.job_title, `0144255${String(1000 + index)}`]
  }
  return buffer(workbookStream('Staff', columns, rows()))
}

const quoted = (text: string) => (/[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

const bytes = new Map(
  Array.from({ length: 256 }, (_, byte) => [new TextDecoder('windows-1252').decode(Uint8Array.of(byte)), byte]),
)

export function windows1252(text: string): Buffer {
  return Buffer.from(
    Array.from(text, (character) => {
      const byte = bytes.get(character)
      if (byte === undefined) throw new Error(`windows-1252 has no ${character}`)
      return byte
    }),
  )
}
