/** Holds the printed certificate to its promises: any name, any script, nothing executed, nobody handed a box. */
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { inflateSync } from 'node:zlib'
import {
  type CertificateFacts,
  renderCertificatePdf,
  unprintableCharacters,
} from '../../../src/features/certification/pdf.ts'
import { fontFolder, readCoverage, sansFamily, serifFamilies } from '../../../src/features/certification/pdf/fonts.ts'
import { deepTest } from '../../support/depth.ts'

const crest = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 60"><circle cx="30" cy="30" r="28" fill="#1d3557"/></svg>',
)

const facts: CertificateFacts = {
  language: 'en',
  number: 'HCC-2026-000123-K',
  name: "Siân O'Brien-Żak",
  programme_name: 'Hate crime champion',
  course_title: 'Hate crime champion: initial training',
  wording: 'has completed the training and may act as a hate crime champion.',
  organisation_name: 'Dacorum Borough Council',
  awarded_on: '2026-11-22',
  valid_to: '2028-11-21',
  force_name: 'Hertfordshire Constabulary',
  signatory_name: 'Jo Whittaker',
  signatory_title: 'Chief Constable',
  colour: '#1d3557',
  logo: { media_type: 'image/svg+xml', bytes: crest, alt: 'Crest of Hertfordshire Constabulary' },
  law_as_at: '2026-10-01',
  verify_url: 'https://upstander.example/verify/7Yk2mQx9TzB4rWc8NpLd1A',
  issued_at: new Date('2026-11-22T10:00:00Z'),
}

const print = (changed: Partial<CertificateFacts> = {}) => renderCertificatePdf({ ...facts, ...changed })

const longName = 'Maria Concepción Fernández de la Vega y Álvarez-Montalbán Rodríguez-Pér'

const names = {
  'Polish and Irish': "Siân O'Brien-Żak",
  Welsh: 'Llŷr Gŵyn ap Siôn',
  Vietnamese: 'Nguyễn Thị Phượng',
  Turkish: 'İbrahim Işık Çağlar',
  Yoruba: 'Ọlá Ẹ̀bùn',
  Greek: 'Ελένη Παπαδοπούλου',
  Ukrainian: 'Олексій Ґудзь',
  Chinese: '李小龙 龍應台',
  Japanese: 'さくら タナカ 辻',
  Korean: '김민준',
  Arabic: 'محمد عبد الرحمن',
  Urdu: 'فاطمہ جناح گیلانی',
  Hebrew: 'שָׂרָה כֹּהֵן',
  Punjabi: 'ਗੁਰਪ੍ਰੀਤ',
  Bengali: 'রবীন্দ্রনাথ ঠাকুর',
  Gujarati: 'મોહનદાસ',
  Tamil: 'தமிழ்ச்செல்வி',
  Hindi: 'क्षितिज श्रीवास्तव',
  Telugu: 'వెంకటేశ్వర్లు',
  Sinhala: 'ශ්‍රී ජයවර්ධන',
  Malayalam: 'ശ്രീകുമാർ',
  Thai: 'สมชาย ใจดี',
  Amharic: 'ኃይለ ሥላሴ',
  Armenian: 'Արամ Խաչատրյան',
  Georgian: 'შოთა რუსთაველი',
  'two directions': 'محمد (Mohammed) Smith',
}

describe('names of any script', () => {
  test.each(Object.entries(names))('%s', (_, name) => {
    expect(unprintableCharacters(name)).toEqual([])
    const pdf = print({ name })
    expect(titleOf(pdf)).toBe(`Certificate HCC-2026-000123-K for ${name}`)
    // Shaping changes the order of glyphs, so the letters are compared and not their order.
    const printed = lettersOf(textOf(pdf))
    for (const letter of lettersOf(name)) expect(printed).toContain(letter)
  })
})

describe('names of any length', () => {
  test.each([
    ['one letter', 'Q'],
    ['seventy characters', longName],
    ['seventy characters in one word', 'W'.repeat(70)],
    ['three hundred characters in one word', 'W'.repeat(300)],
    ['many words', `${longName} `.repeat(3).trim()],
  ])('%s', (_, name) => {
    expect(textOf(print({ name })).replace(/[\s\u200b]/gu, '')).toContain(name.replace(/\s/g, ''))
  })

  test('everything long at once still makes one page', () => {
    const pdf = print({
      name: `${longName} ${longName}`,
      programme_name: 'Third-party reporting centre for the whole of the county of Hertfordshire and its neighbours',
      wording: 'has completed the training of the constabulary and the assessment '.repeat(6),
      organisation_name:
        'The Hertfordshire and Bedfordshire Federation of Housing Associations and Community Groups Limited',
      force_name: 'Bedfordshire, Cambridgeshire and Hertfordshire Constabularies Collaboration Unit for Training',
      signatory_name: longName,
      signatory_title: 'Temporary Deputy Assistant Chief Constable (Local Policing and Community Safety)',
      course_title: 'A course with a long title '.repeat(6),
    })
    expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(1)
  })
})

describe('a designed certificate', () => {
  const picture = { media_type: 'image/svg+xml' as const, bytes: crest }
  const designed = {
    above_name: 'This is to certify that',
    further_line: 'We listen.',
    signature: picture,
    endorsers: ['Victim Support', 'Equality Trust', 'Alder Council'].map((name) => ({ ...picture, name })),
    second: {
      language: 'cy',
      programme_name: 'Hyrwyddwr',
      above_name: null,
      wording: 'Cwblhaodd y cwrs.',
      further_line: 'Rydym yn gwrando.',
    },
  }

  test('says each thing twice, the second time in its language, and reads out signature and marks', () => {
    const pdf = print({ design: designed })
    const text = textOf(pdf)
    const inOrder = [
      'Certificate·Tystysgrif',
      'Hatecrimechampion',
      'Hyrwyddwr',
      'Thisistocertifythat·Dyfarnwydi',
      'hascompletedthetraining',
      'Cwblhaoddycwrs.',
      'Welisten.',
      'Rydymyngwrando.',
      'Awarded·Dyfarnwyd22November202622Tachwedd2026',
      'JoWhittaker',
    ]
    const places = inOrder.map((piece) => text.indexOf(piece))
    expect(places).not.toContain(-1)
    expect(places).toEqual([...places].sort((a, b) => a - b))
    const raw = pdf.toString('latin1')
    for (const alt of ['Signature of Jo Whittaker', 'Victim Support', 'Equality Trust', 'Alder Council'])
      expect(raw).toContain(`/Alt (${alt})`)
    expect(contentsOf(pdf)).toContain('/Lang (cy-GB)')
  })

  test('what a paper in Welsh says in English is tagged as English', () => {
    const design = { ...designed, second: null }
    const welsh = { language: 'cy' as const, wording: 'has completed the training' }
    const tags = (pdf: Buffer) => contentsOf(pdf).match(/\/Lang \(en-GB\)/g)?.length ?? 0
    // The title of the course is English on any paper.
    const course = tags(print({ ...welsh, design }))
    expect(course).toBeGreaterThan(0)
    expect(tags(print({ ...welsh, design: { ...design, in_english: ['wording', 'further_line'] } }))).toBeGreaterThan(
      course,
    )
  })

  test('a language whose labels we lack is tagged all the same, and runs as it is written', () => {
    const second = { ...designed.second, language: 'ur', programme_name: names.Urdu }
    const pdf = print({ name: names.Chinese, design: { ...designed, second } })
    expect(contentsOf(pdf)).toContain('/Lang (ur)')
    const printed = lettersOf(textOf(pdf))
    for (const letter of lettersOf(names.Urdu)) expect(printed).toContain(letter)
  })

  test('everything as long as it may be still makes one page', () => {
    const say = (length: number) => 'has completed the training '.repeat(20).slice(0, length)
    const second = {
      language: 'pl',
      programme_name: say(120),
      above_name: say(80),
      wording: say(400),
      further_line: say(160),
    }
    const pdf = print({
      name: `${longName} ${longName}`,
      programme_name: say(120),
      wording: say(400),
      organisation_name: say(120),
      design: { ...designed, above_name: say(80), further_line: say(160), second },
    })
    expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(1)
  })
})

describe('text is printed and never run', () => {
  test.each([
    '#panic()',
    '$x$',
    '*b* _i_',
    '\\u{41}',
    '#sys.inputs',
    '<a> @b',
    '= x',
    '"q" -- ~',
    '[x] // c',
    '{"a":1}',
  ])('%s', (name) => {
    const pdf = print({ name, wording: name, organisation_name: name })
    expect(textOf(pdf).split(name.replace(/\s/g, '')).length - 1).toBe(3)
  })
})

describe('characters no font has', () => {
  test.each([
    ['an emoji', 'Ann 😀', ['😀']],
    ['an emoji with a skin tone, whole', 'Ann 👍🏽', ['👍🏽']],
    ['a family, whole', '👩‍👩‍👧 Ann', ['👩‍👩‍👧']],
    ['a heart made an emoji', 'Ann ❤️', ['❤️']],
    ['a script without font, each letter once', '𐎀𐎁𐎀', ['𐎀', '𐎁']],
    ['a private character', 'Ann \ue000', ['\ue000']],
    ['half a character', 'Ann \ud800', ['\ud800']],
    ['a control character', 'Ann\u0007', ['\u0007']],
    ['an override of direction', 'Ann \u202etxet', ['\u202e']],
    ['a mark with no letter', 'Ann \u0301', [' \u0301']],
    ['a letter with a mark of another script', 'Анж\u093f', ['ж\u093f']],
  ])('%s', (_, text, expected) => {
    expect(unprintableCharacters(text)).toEqual(expected)
    expect(() => print({ name: `A ${text}` })).toThrow(/No font can print these characters of name/)
  })

  test('marks, joiners and selectors that fonts do without are no fault', () => {
    for (const text of ['e\u0301', 'ශ්\u200dරී', 'می\u200cخواهم', '葛\u{e0100}城', 'A\u200eB', 'a\u00a0b\tc'])
      expect([text, unprintableCharacters(text)]).toEqual([text, []])
  })

  test('a letter in two parts is printed as the one it is', () => {
    expect(print({ name: 'Sia\u0302n' })).toEqual(print({ name: 'Siân' }))
  })

  test('an empty name is refused', () => {
    expect(() => print({ name: ' \u200b ' })).toThrow(/needs a name/)
  })

  deepTest(
    'what we call printable, the compiler prints: every character of every carried font',
    () => {
      const compiler = NodeCompiler.create({ workspace: fontFolder, fontArgs: [{ fontPaths: [fontFolder] }] })
      const families = JSON.stringify(serifFamilies.map(({ family }) => family))
        .replace('[', '(')
        .replace(']', ')')
      const all = new Set(
        serifFamilies.flatMap(({ files }) => files.flatMap((file) => [...readCoverage(fontFolder + file)])),
      )
      const printable = [...all]
        .map((code) => String.fromCodePoint(code))
        .filter((c) => unprintableCharacters(c).length === 0)
      expect(printable.length).toBeGreaterThan(45_000)
      const compiled = compiler.compile({
        mainFileContent: `#set document(title: "x")\n#set text(size: 4pt, font: ${families}, fallback: false)\n#sys.inputs.text`,
        inputs: { text: printable.join(' ') },
      })
      expect(compiled.takeWarnings()?.shortDiagnostics ?? []).toEqual([])
      expect(compiler.pdf(compiled.result!, { pdfStandard: 'ua-1' }).length).toBeGreaterThan(1_000_000)
    },
    60_000,
  )

  test('the sans of the small print is carried too', () => {
    expect(readCoverage(`${fontFolder}${sansFamily.replace(/ /g, '')}-Regular.ttf`).has(0x41)).toBe(true)
  })
})

describe('the document', () => {
  const pdf = print()
  const raw = pdf.toString('latin1')

  test('is PDF/UA-1: tagged, titled, with language and headings', () => {
    expect(raw).toMatch(/\/StructTreeRoot/)
    expect(raw).toMatch(/\/MarkInfo/)
    expect(raw).toMatch(/\/Lang \(en-GB\)/)
    expect(raw).toMatch(/\/DisplayDocTitle true/)
    expect(pdf.toString('utf8')).toMatch(/<pdfuaid:part>1<\/pdfuaid:part>/)
    expect(raw.match(/\/S \/H1/g)).toHaveLength(1)
    expect(raw.match(/\/S \/H2/g)).toHaveLength(1)
    expect(raw).toMatch(/\/Alt \(QR code that opens the page to check this certificate\)/)
    expect(raw).toMatch(/\/Alt \(Crest of Hertfordshire Constabulary\)/)
  })

  test('is one page, A4 landscape', () => {
    const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(raw) ?? []
    expect(Number(width)).toBeCloseTo(841.89, 1)
    expect(Number(height)).toBeCloseTo(595.28, 1)
  })

  test('says what was awarded, in reading order', () => {
    const text = textOf(pdf)
    const inOrder = [
      'HertfordshireConstabulary',
      'Certificate',
      'Hatecrimechampion',
      'Awardedto',
      "SiânO'Brien-Żak",
      'DacorumBoroughCouncil',
      'hascompletedthetraining',
      '22November2026',
      '21November2028',
      'HCC-2026-000123-K',
      'JoWhittaker',
      'ChiefConstable',
      'Checkthiscertificateat',
      'https://upstander.example/verify/7Yk2mQx9TzB4rWc8NpLd1A',
      'Course:Hatecrimechampion:initialtraining·Lawasat1October2026',
    ]
    const places = inOrder.map((piece) => text.indexOf(piece))
    expect(places).not.toContain(-1)
    expect(places).toEqual([...places].sort((a, b) => a - b))
    expect(raw).toContain('/URI (https://upstander.example/verify/7Yk2mQx9TzB4rWc8NpLd1A)')
  })

  test('is the same bytes for the same facts, whatever was printed between', () => {
    print({ name: '李小龙', colour: '#ffcc00', logo: null })
    expect(print()).toEqual(pdf)
    expect(print({ name: 'Another' })).not.toEqual(pdf)
  })

  test('speaks Welsh', () => {
    const welsh = print({ language: 'cy' })
    expect(welsh.toString('latin1')).toMatch(/\/Lang \(cy-GB\)/)
    expect(textOf(welsh)).toContain('22Tachwedd2026')
  })

  test('does without what an installation may not have', () => {
    const text = textOf(print({ logo: null, organisation_name: null, law_as_at: null, colour: 'red' }))
    expect(text).not.toMatch(/null|undefined|Lawasat/)
  })

  test('says why when a logo is not a picture', () => {
    const logo = { media_type: 'image/png' as const, bytes: Buffer.from('not a picture'), alt: 'Crest' }
    expect(() => print({ logo })).toThrow(/does not compile: .*image/)
    expect(print()).toEqual(pdf)
  })
})

/** The title in the metadata, which typst leaves uncompressed. */
function titleOf(pdf: Buffer): string {
  const title = /<dc:title>.*?<rdf:li[^>]*>(.*?)<\/rdf:li>/s.exec(pdf.toString('utf8'))?.[1] ?? ''
  return title
    .replace(/&apos;|&#39;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
}

/** What draws the page, with its tags. */
function contentsOf(pdf: Buffer): string {
  const raw = pdf.toString('latin1')
  const id = /\/Contents (\d+) 0 R/.exec(raw)![1]!
  const body = new RegExp(`(?:^|\n)${id} 0 obj\n(.*?)\nendobj`, 's').exec(raw)![1]!
  const start = body.indexOf('stream\n') + 7
  return inflateSync(Buffer.from(body.slice(start, body.lastIndexOf('\nendstream')), 'latin1')).toString('latin1')
}

/** NFC and NFD letters that have a shape of their own. */
function lettersOf(text: string): string[] {
  return Array.from(text.normalize('NFC')).filter((letter) => /\p{L}/u.test(letter))
}

/**
 * The text of the page as a reader would copy it, in the order of the file, without spaces: each font's ToUnicode map
 * applied to the glyphs shown. Knows just what typst writes.
 */
function textOf(pdf: Buffer): string {
  const raw = pdf.toString('latin1')
  const objects = new Map<string, string>()
  for (const [, id, body] of raw.matchAll(/(?:^|\n)(\d+) 0 obj\n(.*?)\nendobj/gs)) objects.set(id!, body!)
  const streamOf = (body: string) => {
    const start = body.indexOf('stream\n') + 7
    const bytes = Buffer.from(body.slice(start, body.lastIndexOf('\nendstream')), 'latin1')
    return body.slice(0, start).includes('/FlateDecode')
      ? inflateSync(bytes).toString('latin1')
      : bytes.toString('latin1')
  }
  const page = [...objects.values()].find((body) => /\/Type \/Page\b/.test(body)) ?? ''
  const contents = streamOf(objects.get(/\/Contents (\d+) 0 R/.exec(page)?.[1] ?? '') ?? '')
  const fonts = new Map<string, Map<string, string>>()
  for (const [, name, id] of raw.matchAll(/\/(f\d+) (\d+) 0 R/g)) {
    const map = objects.get(/\/ToUnicode (\d+) 0 R/.exec(objects.get(id!) ?? '')?.[1] ?? '')
    if (map) fonts.set(name!, toUnicode(streamOf(map)))
  }
  let font = new Map<string, string>()
  let text = ''
  // A string may hold brackets in pairs as they are, so the pattern looks into three depths of them.
  const plain = String.raw`\\.|[^\\()]`
  const string = [1, 2, 3].reduce((inside) => String.raw`(?:${plain}|\(${inside}\))*`, `(?:${plain})*`)
  const shownText = String.raw`<[0-9A-Fa-f]+>|\(${string}\)`
  const tokens = new RegExp(String.raw`\/(f\d+) [\d.]+ Tf|\/ActualText (?:${shownText})|(${shownText})`, 'gs')
  for (const [, name, shown] of contents.matchAll(tokens)) {
    if (name) font = fonts.get(name) ?? new Map<string, string>()
    if (shown) for (const code of bytesOf(shown).match(/..../g) ?? []) text += font.get(code) ?? ''
  }
  return text.replace(/\s/gu, '')
}

/** A PDF string, `<hex>` or `(literal)`, as hex digits. */
function bytesOf(text: string): string {
  if (text.startsWith('<')) return text.slice(1, -1).toUpperCase()
  const named: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }
  const plain = text
    .slice(1, -1)
    .replace(/\\([0-7]{1,3}|.)/gs, (_, escape: string) =>
      /^[0-7]/.test(escape) ? String.fromCharCode(Number.parseInt(escape, 8)) : (named[escape] ?? escape),
    )
  return Buffer.from(plain, 'latin1').toString('hex').toUpperCase()
}

function toUnicode(map: string): Map<string, string> {
  const letters = new Map<string, string>()
  for (const [, code, value] of map.matchAll(/^<([0-9A-F]{4})> <([0-9A-F]+)>$/gm))
    letters.set(code!, Buffer.from(value!, 'hex').swap16().toString('utf16le'))
  return letters
}
