/** The roster as files that are never whole in memory: each format as it flows from the database to the client. */
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Response } from 'express'
import type { Ctx } from '../../../platform/context.ts'
import { odsFromCsv } from '../../../lib/ods-from-csv.ts'
import { workbookFromCsv } from '../../../lib/workbook-from-csv.ts'
import type { RosterColumn } from '../columns.ts'
import type { RosterScope } from '../queries/champions.ts'
import { copyChampionObjects, copyChampions } from '../queries/exports.ts'
import type { Format } from '../rules.ts'

export interface Export {
  scope: RosterScope
  columns: RosterColumn[]
  /** What was asked, in words. */
  lines: { label: string; value: string }[]
  definition: string
}

type Stream = (ctx: Ctx, res: Response, wanted: Export) => Promise<void>

export const streams: Record<Exclude<Format, 'print'>, Stream> = {
  csv: async (ctx, res, { scope, columns, definition }) => {
    await copyChampions(ctx, scope, columns, { for: 'a file', definition }, async (csv) => {
      // Excel takes a file without the mark for windows-1252.
      res.write('\ufeff')
      await pipeline(csv, carriageReturns(), res)
    })
  },
  xlsx: async (ctx, res, { scope, columns, ...about }) => {
    await copyChampions(ctx, scope, columns, { for: 'a workbook' }, (csv) =>
      pipeline(workbookFromCsv('Roster', columns, csv, notesOf(about)), res),
    )
  },
  ods: async (ctx, res, { scope, columns, ...about }) => {
    await copyChampions(ctx, scope, columns, { for: 'a workbook' }, (csv) =>
      pipeline(odsFromCsv('Roster', columns, csv, notesOf(about)), res),
    )
  },
  json: async (ctx, res, { scope, columns, lines, definition }) => {
    const head = {
      as_at: scope.filters.on,
      made_at: ctx.now.toISOString(),
      what_active_means: definition,
      asked: Object.fromEntries(lines.map(({ label, value }) => [label, value])),
      columns: Object.fromEntries(columns.map(({ id, heading }) => [id, heading])),
    }
    await copyChampionObjects(ctx, scope, columns, (found) =>
      pipeline(Readable.from(jsonOf(head, found), { objectMode: false }), res),
    )
  },
}

const notesOf = ({ lines, definition }: Pick<Export, 'lines' | 'definition'>) => ({
  name: 'About this list',
  rows: [
    ['What active means', definition] as [string, string],
    ...lines.map(({ label, value }): [string, string] => [label, value]),
  ],
})

/** COPY ends its lines with a line feed, and no cell has one: RFC 4180 wants both characters. */
const carriageReturns = () =>
  new Transform({
    transform(chunk: Buffer, _encoding, done) {
      let lines = 0
      for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) lines++
      const out = Buffer.allocUnsafe(chunk.length + lines)
      let used = 0
      for (const byte of chunk) {
        if (byte === 10) out[used++] = 13
        out[used++] = byte
      }
      done(null, out)
    },
  })

/** One object with the lines as its `champions`: a comma goes before every line but the first. */
async function* jsonOf(head: Record<string, unknown>, lines: AsyncIterable<Buffer>): AsyncGenerator<string | Buffer> {
  yield `${JSON.stringify(head).slice(0, -1)},"champions":[\n`
  let isBegun = false
  let endsLine = false
  for await (const chunk of lines) {
    const text = chunk.toString('latin1')
    const whole = text.endsWith('\n') ? text.slice(0, -1) : text
    // Bytes are kept as they are: a character may be cut in two between chunks.
    yield Buffer.from((isBegun && endsLine ? ',\n' : '') + whole.replaceAll('\n', ',\n'), 'latin1')
    isBegun = true
    endsLine = text.endsWith('\n')
  }
  yield '\n]}\n'
}
