/** The pack as a PDF of one page: typst, with the fonts we carry. */
import { fileURLToPath } from 'node:url'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import type { Pack } from './pack.ts'

const workspace = fileURLToPath(new URL('.', import.meta.url))
const fonts = fileURLToPath(new URL('../../../../assets/fonts/', import.meta.url))

/** More than this no size that can be read would set on one page. */
const mostEvents = 60

export function renderPack(pack: Pack): Buffer {
  const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontPaths: [fonts] }] })
  const facts = { ...pack, events_fit: pack.events.length <= mostEvents }
  compiler.mapShadow(`${workspace}pack.json`, Buffer.from(JSON.stringify(facts)))
  const compiled = compiler.compile({ mainFilePath: `${workspace}pack.typ` })
  if (!compiled.result) {
    const error = compiled.takeError()
    const said = error ? compiler.fetchDiagnostics(error).map((one: { message?: string }) => one.message) : ['unknown']
    throw new Error(`The pack does not compile: ${said.join('; ')}`)
  }
  if (compiled.result.numOfPages !== 1) throw new Error(`The pack has ${compiled.result.numOfPages} pages`)
  return compiler.pdf(compiled.result, { pdfStandard: 'ua-1' })
}
