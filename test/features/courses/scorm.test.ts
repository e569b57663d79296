/** SCORM packages as they are read: what their manifests say, and everything that is refused, in words and at once. */
import { deflateRawSync } from 'node:zlib'
import { PackageFault, readManifest } from '../../../src/features/courses/scorm/manifest.ts'
import { withPackage } from '../../../src/features/courses/scorm/package-zip.ts'
import { startingCmi } from '../../../src/features/courses/scorm/starting.ts'
import { manifestOf, package12, package2004 } from '../../support/scorm.ts'
import { changedZip, hostileZips, zipOf } from '../../support/zip.ts'

const one = [{ id: 'one', title: 'One', href: 'index.html' }]
const good = { 'imsmanifest.xml': manifestOf('1.2', one), 'index.html': 'x' }

const whyRefused = (bytes: Buffer): Promise<string> =>
  withPackage(bytes, async () => 'taken').catch((error: unknown) => {
    if (error instanceof PackageFault) return error.message
    throw error
  })

test('1.2: one part, its version, its size', async () => {
  await withPackage(package12(), async (opened) => {
    expect(opened).toMatchObject({ scorm: '1.2', edition: '1.2', title: 'Test package', file_count: 3 })
    expect(opened.items).toEqual([expect.objectContaining({ id: 'one', path: 'index.html', is_sco: true, depth: 0 })])
    const paths: string[] = []
    for await (const { path } of opened.files()) paths.push(path)
    expect(paths).toEqual(['imsmanifest.xml', 'index.html', 'media/words.txt'])
  })
})

test('2004: parts in the order of the organisation, with what stands behind their addresses', async () => {
  await withPackage(package2004(), async ({ scorm, edition, items }) => {
    expect([scorm, edition]).toEqual(['2004', '2004 4th Edition'])
    expect(items.map(({ id, path, query, is_sco }) => [id, path, query, is_sco])).toEqual([
      ['start', 'start.html', '', false],
      ['law', 'parts/law.html', '?from=list', true],
      ['test', 'parts/test.html', '', true],
    ])
  })
})

test('headings, bases, encoded names, pass marks and rules of sequencing', () => {
  const text = `<manifest xml:base="a/" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3" xmlns:imsss="x">
    <metadata><schema>ADL SCORM</schema><schemaversion>2004 3rd Edition</schemaversion></metadata>
    <organizations><organization identifier="o"><title>T</title>
      <item identifier="h"><title>Heading</title>
        <item identifier="i" identifierref="r"><title>Inner &amp; deep</title>
          <adlcp:dataFromLMS>say hello</adlcp:dataFromLMS>
          <imsss:sequencing><imsss:sequencingRules/><imsss:objectives><imsss:primaryObjective satisfiedByMeasure="true">
            <imsss:minNormalizedMeasure>0.8</imsss:minNormalizedMeasure></imsss:primaryObjective></imsss:objectives></imsss:sequencing>
        </item></item></organization></organizations>
    <resources xml:base="b/"><resource identifier="r" adlcp:scormType="sco" href="my%20page.html?x=1#top"/></resources></manifest>`
  const facts = readManifest(text, new Set(['a/b/my page.html']))
  expect(facts).toMatchObject({ edition: '2004 3rd Edition', has_sequencing: true })
  expect(facts.items).toMatchObject([
    { id: 'h', path: null, depth: 0 },
    {
      ...{ id: 'i', title: 'Inner & deep', depth: 1, path: 'a/b/my page.html', query: '?x=1#top' },
      ...{ launch_data: 'say hello', passing_measure: 0.8 },
    },
  ])
})

test.each<[string, Record<string, string>]>([
  ['has no imsmanifest.xml', { 'index.html': 'x' }],
  ['must lie at the top of the zip', { 'course/imsmanifest.xml': 'x', 'course/index.html': 'x' }],
  ['holds 2 manifests', { ...good, 'more/imsmanifest.xml': 'x' }],
  ['further manifests', { ...good, 'imsmanifest.xml': manifestOf('1.2', one, { items: '<manifest/>' }) }],
  ['It says it is “2004 5th Edition”', { ...good, 'imsmanifest.xml': manifestOf('2004 5th Edition', one) }],
  ['It does not say which version', { ...good, 'imsmanifest.xml': manifestOf('', one).replaceAll('adlcp_v1p3', 'x') }],
  ['It is not a SCORM package', { ...good, 'imsmanifest.xml': manifestOf('1.2', one).replace('ADL SCORM', 'QTI') }],
  [
    'document type',
    { ...good, 'imsmanifest.xml': manifestOf('1.2', one, { before: '<!DOCTYPE m [<!ENTITY a "b">]>' }) },
  ],
  ['not well formed', { ...good, 'imsmanifest.xml': '<manifest>' }],
  ['not the manifest of a package', { ...good, 'imsmanifest.xml': '<other/>' }],
  [
    'no organisation',
    { ...good, 'imsmanifest.xml': manifestOf('1.2', one).replace(/<organizations[\s\S]*<\/organizations>/, '') },
  ],
  ['which is not in the package', { 'imsmanifest.xml': manifestOf('1.2', one) }],
  [
    'which is not in the package',
    { ...good, 'imsmanifest.xml': manifestOf('1.2', [{ ...one[0]!, href: 'https://evil.example/' }]) },
  ],
  ['which is not in the package', { ...good, 'imsmanifest.xml': manifestOf('1.2', [{ ...one[0]!, href: '%zz' }]) }],
  ['the same identifier', { ...good, 'imsmanifest.xml': manifestOf('1.2', [one[0]!, one[0]!]) }],
  ['nothing in it that can be opened', { ...good, 'imsmanifest.xml': manifestOf('1.2', []) + '' }],
  ['file outside itself', { ...good, '../evil.html': 'x' }],
  ['file outside itself', { ...good, '/etc/evil': 'x' }],
  ['file outside itself', { ...good, 'a\\..\\..\\evil.html': 'x' }],
  ['“index.html” twice', { ...good, './index.html': 'x' }],
  ['This is a cmi5 package', { 'cmi5.xml': 'x' }],
])('refused: %s', async (words, files) => {
  if (words.startsWith('nothing in it'))
    files['imsmanifest.xml'] = manifestOf('1.2', [], { items: '<item identifier="h"/>' })
  expect(await whyRefused(zipOf(files))).toContain(words)
})

/** A manifest that inflates to far more than it says. */
function liar(): Buffer {
  const packed = deflateRawSync(Buffer.alloc(3_000_000))
  const bytes = Buffer.from(zipOf({ 'imsmanifest.xml': 'x'.repeat(packed.length) }))
  packed.copy(bytes, 30 + 'imsmanifest.xml'.length)
  for (const [from, shift] of [
    [0, 0],
    [bytes.lastIndexOf('504b0102', undefined, 'hex'), 2],
  ] as const) {
    bytes.writeUInt16LE(8, from + 8 + shift)
    bytes.writeUInt32LE(100, from + 22 + shift)
  }
  return bytes
}

test.each<[string, () => Buffer]>([
  ['must be a SCORM package', () => Buffer.from('no zip at all, and long enough to be one')],
  ['is damaged', () => zipOf(good).subarray(0, 300)],
  ...hostileZips(good),
  ['more than 5,000 files', () => zipOf(Array.from({ length: 6000 }, (_, index) => `f${index}`))],
  ['unpacks to more than 250 MB', () => changedZip(zipOf(good), (line) => line.writeUInt32LE(300_000_000, 24))],
  ['is damaged', liar],
])('refused before anything is unpacked: %s', async (words, make) => {
  const bytes = make()
  const [began, memory] = [performance.now(), process.memoryUsage().rss]
  expect(await whyRefused(bytes)).toContain(words)
  expect(performance.now() - began).toBeLessThan(1000)
  expect(process.memoryUsage().rss - memory).toBeLessThan(50_000_000)
})

test('100,000 entries are refused by their number alone', async () => {
  const bytes = zipOf(good)
  bytes.writeUInt16LE(0xffff, bytes.length - 12)
  expect(await whyRefused(bytes)).toContain('more than 5,000 files')
})

test('what a part finds when it is opened again: what it kept, and a session of its own', () => {
  const item = { mastery_score: 75, passing_measure: 0.8, launch_data: 'hello' } as never
  const kept = { core: { lesson_location: 'p3', session_time: '00:10:00', exit: 'suspend' }, suspend_data: 'abc' }
  expect(startingCmi('1.2', item, { cmi: kept, seconds: 3725 }, 'somebody')).toEqual({
    core: {
      ...{ lesson_location: 'p3', student_id: 'somebody', student_name: 'Learner', credit: 'credit' },
      ...{ lesson_mode: 'normal', entry: 'resume', total_time: '0001:02:05' },
    },
    ...{ suspend_data: 'abc', launch_data: 'hello', student_data: { mastery_score: '75' } },
  })
  expect(startingCmi('2004', item, null, 'somebody')).toMatchObject({
    ...{ entry: 'ab-initio', total_time: 'PT0S', scaled_passing_score: '0.8', learner_name: 'Learner' },
  })
})
