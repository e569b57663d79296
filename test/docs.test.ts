/** The papers say what is there: settings, scripts, paths, links. */
import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { variables } from '../src/platform/config.ts'
import { filesBelow, read, root } from './support/sources.ts'

const papers = ['README.md', ...filesBelow('docs', '.md')]
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }

test('docs/operating.md explains every setting, and no other', () => {
  const explained = [...read('docs/operating.md').matchAll(/^\| `([A-Z_]+)` \|/gm)].map((found) => found[1]!)
  expect(explained.toSorted()).toEqual([...variables].toSorted())
})

test('every command that is named can be run', () => {
  const named = papers.flatMap((paper) => [...read(paper).matchAll(/npm run ([\w:]+)/g)].map((found) => found[1]!))
  expect(named.filter((name) => !(name in scripts))).toEqual([])
})

test('every script starts a file that is there', () => {
  const files = Object.values(scripts).flatMap((script) =>
    [...script.matchAll(/[\w/.-]+\.ts\b/g)].map(([path]) => path),
  )
  expect(files.filter((path) => !existsSync(`${root}/${path}`))).toEqual([])
})

test('every decision has a number of its own', () => {
  const numbers = readdirSync(`${root}/docs/decisions`).map((name) => name.slice(0, 4))
  expect(numbers.filter((number, index) => numbers.indexOf(number) !== index)).toEqual([])
})

test('every link leads to something that is there', () => {
  const broken = papers.flatMap((paper) =>
    // What stands in code is an example, not a link.
    [
      ...read(paper)
        .replaceAll(/`[^`\n]*`/g, '')
        .matchAll(/\]\((?!https?:|#)([^)#]+)/g),
    ]
      .map((found) => join(dirname(paper), found[1]!))
      .filter((path) => !existsSync(`${root}/${path}`))
      .map((path) => `${paper}: ${path}`),
  )
  expect(broken).toEqual([])
})

test('the tree in the README has every room, in its order, and only what is there', () => {
  const readme = read('README.md')
  const tree = /## The tree\n\n```\n([\s\S]*?)```/.exec(readme)![1]!
  const trail: string[] = []
  const paths = tree.split('\n').flatMap((line) => {
    const [, indent, name] = /^( *)([\w./-]+)\s{2,}/.exec(line.padEnd(40)) ?? []
    if (name === undefined) return []
    trail.splice(indent!.length / 2)
    const path = [...trail, name].join('/').replaceAll('//', '/')
    trail[indent!.length / 2] = name
    return [path]
  })
  expect(paths.filter((path) => !existsSync(`${root}/${path}`))).toEqual([])
  const rooms = readdirSync(`${root}/src/features`).map((room) => `src/features/${room}/`)
  expect(rooms.filter((room) => !paths.includes(room))).toEqual([])
})
