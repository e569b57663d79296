/** Many issued certificates as one PDF to print: each page is the paper itself, byte for byte embedded, never set anew. */
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { fileURLToPath } from 'node:url'

export interface Sheet {
  title: string
  papers: { number: string; bytes: Buffer }[]
}

const workspace = fileURLToPath(new URL('..', import.meta.url))

/** A compiler of its own without fonts: it is gone, with all the papers, as soon as the sheet is made. */
export function bindPapers({ title, papers }: Sheet): Buffer {
  const compiler = NodeCompiler.create({ workspace })
  const files = papers.map(({ number }, index) => ({ file: `paper-${index}.pdf`, alt: `Certificate ${number}` }))
  compiler.mapShadow(`${workspace}print-sheet.json`, Buffer.from(JSON.stringify({ title, files })))
  for (const [index, { bytes }] of papers.entries()) compiler.mapShadow(`${workspace}paper-${index}.pdf`, bytes)
  const compiled = compiler.compile({ mainFilePath: `${workspace}print-sheet.typ` })
  const document = compiled.result
  if (!document) {
    const error = compiled.takeError()
    const said = error ? compiler.fetchDiagnostics(error).map((one: { message?: string }) => one.message) : []
    throw new Error(`The print sheet does not compile: ${said.join('; ') || 'unknown'}`)
  }
  if (document.numOfPages !== papers.length) throw new Error(`The print sheet has ${document.numOfPages} pages`)
  return compiler.pdf(document)
}
