/** What may be published, keys, order and the hash: plain values. */
import { contentHash, keyFor, listFaults, moved } from '../../../src/features/courses/rules.ts'
import type { CheckedModule } from '../../../src/features/courses/rules.ts'
import { kindOfFile } from '../../../src/features/courses/file-kinds.ts'
import { zipOf } from '../../support/zip.ts'

const page: CheckedModule = {
  id: 'm1',
  key: 'law',
  kind: 'page',
  title: 'Law',
  body: 'Words.',
  instead_of: null,
  law_as_at: '2027-04-01',
  review_by: '2027-05-22',
  files: [],
  images_without_alt: [],
  quiz: null,
  package: null,
}
const quizOf = (count: number) => ({
  draw_count: null as number | null,
  blueprint: null,
  questions: Array.from({ length: count }, () => ({ points: 1, is_critical: false, labels: ['strand:race'] })),
})
const quiz: CheckedModule = { ...page, kind: 'quiz', body: '', quiz: quizOf(3) }
const fileId = '01234567-0123-7123-8123-0123456789ab'
const today = '2027-04-12'
const texts = (...modules: CheckedModule[]) => listFaults(modules, today).map((fault) => fault.text)

test.each<[string, CheckedModule[], string[]]>([
  ['nothing', [], ['The course has no modules yet']],
  ['a good page and a good quiz', [page, quiz], []],
  ['an empty page', [{ ...page, body: ' \n' }], ['‘Law’: the page is empty']],
  [
    'an image without words',
    [{ ...page, body: `![](/files/${fileId})`, files: [{ id: fileId, media_type: 'image/png' }] }],
    ['‘Law’: an image has no description for people who cannot see it. If it only decorates, say so'],
  ],
  [
    'an image that decorates',
    [{ ...page, body: `![](/files/${fileId} "decorative")`, files: [{ id: fileId, media_type: 'image/png' }] }],
    [],
  ],
  ['a page that stands in for another', [page, { ...page, key: 'law-2', instead_of: 'law' }], []],
  [
    'a page that stands in for nothing',
    [{ ...page, instead_of: 'gone' }],
    ['‘Law’: the page that it can be read instead of is not there'],
  ],
  [
    'an image with words',
    [{ ...page, body: `![A poster](/files/${fileId})`, files: [{ id: fileId, media_type: 'image/png' }] }],
    [],
  ],
  [
    'an image of another page',
    [{ ...page, body: `![A poster](/files/${fileId})` }],
    ['‘Law’: the image ‘A poster’ is not one of the files of this page'],
  ],
  [
    'an image file without words',
    [{ ...page, images_without_alt: ['a.png'] }],
    ['‘Law’: the image file ‘a.png’ has no description'],
  ],
  ['a quiz without questions', [{ ...quiz, quiz: quizOf(0) }], ['‘Law’: the quiz has no questions']],
  [
    'a draw larger than the bank',
    [{ ...quiz, quiz: { ...quizOf(3), draw_count: 4 } }],
    ['‘Law’: the quiz has only 3 questions to draw from'],
  ],
  [
    'a review date that has passed',
    [{ ...page, review_by: '2027-04-11' }],
    ['‘Law’: its review date has passed: check what it says, then set a new date'],
  ],
  [
    'a page without dates',
    [{ ...page, review_by: null, law_as_at: null }],
    ['‘Law’: it has no review date', '‘Law’: it does not say on which day the law in it was checked'],
  ],
  ['a review due today', [{ ...page, review_by: today }], []],
])('faults of %s', (_what, modules, expected) => {
  expect(texts(...modules)).toEqual(expected)
})

test('content that comes with the product is not held back by its review date', () => {
  expect(listFaults([{ ...page, review_by: '2020-01-01' }], null)).toEqual([])
})

test('keys are words of the title, and unlike any other', () => {
  expect(keyFor('Law & practice: “hostility”', [])).toBe('law-practice-hostility')
  expect(keyFor('李小龍', [])).toBe('part')
  expect(keyFor('Siân O’Brien', ['sian-obrien'])).toBe('sian-obrien-2')
  expect(keyFor('x'.repeat(200), [])).toMatch(/^x{70}$/)
})

test('a module moves one step and stops at the ends', () => {
  expect(moved(['a', 'b', 'c'], 'c', 'up')).toEqual(['a', 'c', 'b'])
  expect(moved(['a', 'b', 'c'], 'a', 'up')).toEqual(['a', 'b', 'c'])
  expect(moved(['a', 'b', 'c'], 'c', 'down')).toEqual(['a', 'b', 'c'])
})

test('the hash does not mind the order of fields, and minds everything else', () => {
  const one = contentHash({ a: 1, b: [{ c: 'x', d: null }] })
  expect(contentHash({ b: [{ d: null, c: 'x' }], a: 1 })).toEqual(one)
  expect(contentHash({ a: 1, b: [{ c: 'x', d: '' }] })).not.toEqual(one)
  expect(one).toHaveLength(32)
})

test.each([
  ['a PDF', Buffer.from('%PDF-1.7\n…'), 'application/pdf'],
  ['a PNG', Buffer.from('89504e470d0a1a0a00', 'hex'), 'image/png'],
  ['a JPEG', Buffer.from('ffd8ffe000', 'hex'), 'image/jpeg'],
  ['a Word document', zipOf(['[Content_Types].xml', 'word/document.xml']), /wordprocessingml/],
  ['a workbook', zipOf(['[Content_Types].xml', 'xl/workbook.xml']), /spreadsheetml/],
  ['slides', zipOf(['[Content_Types].xml', 'ppt/presentation.xml']), /presentationml/],
])('%s is known by its content', (_what, bytes, expected) => {
  expect(kindOfFile(bytes)?.media_type).toMatch(expected)
})

test.each([
  ['text', Buffer.from('hello')],
  ['nothing', Buffer.alloc(0)],
  ['a web page', Buffer.from('<!DOCTYPE html><script>')],
  ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg">')],
  ['a program', Buffer.from('MZ\u0090\u0000')],
  ['any zip', zipOf(['a.txt'])],
  ['a document with macros', zipOf(['[Content_Types].xml', 'word/document.xml', 'word/vbaProject.bin'])],
  ['a zip cut short', zipOf(['[Content_Types].xml', 'word/document.xml']).subarray(0, 60)],
])('%s is refused', (_what, bytes) => {
  expect(kindOfFile(bytes)).toBeNull()
})
