/** Holds the one typst compiler of this process and turns its diagnostics into errors a person can read. */
import type { NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { fileURLToPath } from 'node:url'
import { fontFolder } from './fonts.ts'
import { slim } from './slim.ts'

const workspace = fileURLToPath(new URL('..', import.meta.url))
const template = `${workspace}certificate.typ`

/** Typst remembers what it laid out; without a limit that memory grows with every certificate. */
const rendersBetweenEvictions = 10

let compiler: NodeCompiler | undefined
let renders = 0
const files = new Map<string, Buffer>()

/** Makes bytes readable for the template as `/<name>`. The same bytes again cost nothing and keep what typst knows of them. */
function provide(current: NodeCompiler, name: string, bytes: Buffer) {
  if (files.get(name)?.equals(bytes)) return
  current.mapShadow(workspace + name, bytes)
  files.set(name, bytes)
}

export interface Look {
  svg: string
  sizes: { field: string; points: number }[]
}

/** PDF/UA-1 is checked by the compiler, which refuses what breaks it. */
const toPdf = (compiler: NodeCompiler, document: NodeTypstDocument) => compiler.pdf(document, { pdfStandard: 'ua-1' })

/** Compiles the template with these files beside it. */
export const compileCertificate = (provided: Record<string, Buffer>): Buffer => compiling(provided, toPdf)

/** What is looked at can be printed too: the PDF is made, and dropped. */
export const lookAtCertificate = (provided: Record<string, Buffer>): Look =>
  compiling(provided, (compiler, document) => {
    const sizes = measured(compiler, document)
    return { svg: slim(compiler.plainSvg(document)), sizes }
  })

/** The sizes alone, which take half as long. */
export const measureCertificate = (provided: Record<string, Buffer>): Look['sizes'] => compiling(provided, measured)

function measured(compiler: NodeCompiler, document: NodeTypstDocument): Look['sizes'] {
  toPdf(compiler, document)
  return compiler.query(document, { selector: '<fit>', field: 'value' }) as Look['sizes']
}

function compiling<Made>(
  provided: Record<string, Buffer>,
  make: (compiler: NodeCompiler, document: NodeTypstDocument) => Made,
): Made {
  // Fonts and library cost some 30 ms and 60 MB: only a process that prints certificates pays that.
  compiler ??= NodeCompiler.create({ workspace, fontArgs: [{ fontPaths: [fontFolder] }] })
  for (const [name, bytes] of Object.entries(provided)) provide(compiler, name, bytes)
  for (const name of files.keys()) if (!(name in provided)) forget(compiler, name)
  try {
    const compiled = compiler.compile({ mainFilePath: template })
    const document = compiled.result
    if (!document) {
      const error = compiled.takeError()
      throw new Error(
        `The certificate does not compile: ${error ? explain(compiler.fetchDiagnostics(error)) : 'unknown'}`,
      )
    }
    if (document.numOfPages !== 1) throw new Error(`The certificate has ${document.numOfPages} pages; it must have one`)
    return make(compiler, document)
  } finally {
    if (++renders % rendersBetweenEvictions === 0) compiler.evictCache(1)
  }
}

function forget(current: NodeCompiler, name: string) {
  current.unmapShadow(workspace + name)
  files.delete(name)
}

function explain(diagnostics: { message?: string }[]) {
  return diagnostics.map((diagnostic) => diagnostic.message).join('; ')
}
