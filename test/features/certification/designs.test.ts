/** The design of a programme's certificates: typed, looked at, printed from then on; what is issued never changes. */
import { createHash } from 'node:crypto'
import { newId } from '../../../src/lib/ids.ts'
import { findSampleName } from '../../../src/features/certification/queries/facts.ts'
import { getCertificate, issueCertificate, listCertificates } from '../../../src/features/certification/index.ts'
import { reissueForName } from '../../../src/features/certification/commands/reissuing.ts'
import { changeName } from '../../../src/features/people/index.ts'
import type { Ctx } from '../../../src/platform/context.ts'
import { addTestChampion, addTestCompletion, championCourse } from '../../support/awarded.ts'
import type { Browser, TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { contextOf, contextOfPerson } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { addTestPerson } from '../../support/factories.ts'

let database: TestDatabase
let site: TestSite
let ctx: Ctx
let coordinator: Browser
let href: string

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
/** It begins as a picture does. */
const broken = Buffer.concat([png.subarray(0, 40), Buffer.alloc(40)])

const words = {
  above_name: 'This is to certify that',
  certificate_wording: 'Completed the course.',
  further_line: 'We listen.',
  second_language: 'pl',
  second_programme_name: 'Rzecznik',
  second_above_name: 'Niniejszym zaświadcza się, że',
  second_wording: 'Ukończono kurs.',
  second_further_line: '',
}

beforeAll(async () => {
  database = await createTestDatabase()
  site = await startSite(database)
  ctx = contextOf(database.db)
})
afterAll(async () => {
  await site.stop()
  await database.drop()
})
beforeEach(async () => {
  await database.reset()
  coordinator = await site.browser((await addTestPerson(database.db, { roles: ['coordinator'] })).email)
  href = `/certificates/designs/${(await championCourse(database.db)).programme_id}`
})

/** As its page does: with the words that it showed. */
async function post(typed: Record<string, string>, browser = coordinator) {
  const [, seen] = /name="seen" value="([^"]+)"/.exec((await browser.get(href)).text)!
  return browser.post(href, { seen: seen!, ...typed })
}

const sign = () =>
  coordinator.upload(
    `${href}/signatory`,
    { signature: { name: 'signature.png', bytes: png } },
    { signatory_name: 'Jo Whittaker', signatory_title: 'Chief Constable' },
  )
const endorse = (name: string, bytes = png) =>
  coordinator.upload(`${href}/endorsers`, { mark: { name: 'mark.png', bytes } }, { name })

async function paperOf(certificateId: string) {
  const certificate = await getCertificate(ctx, certificateId)
  const { bytes } = (await database.db('files').where({ id: certificate.pdf_file_id! }).first('bytes'))!
  const { sha256 } = (await database.db('certificate_pdfs').where({ certificate_id: certificateId }).first('sha256'))!
  const hash = createHash('sha256')
    .update(bytes as Buffer)
    .digest('hex')
  return { certificate, bytes: bytes as Buffer, hash, kept: (sha256 as Buffer).toString('hex') }
}

test('a design counts for papers made from then on; what is issued keeps its bytes, and a re-issue says what it said', async () => {
  const champion = await addTestChampion(ctx, { full_name: 'Ann Lee' })
  const before = await paperOf(champion.certificate_id)
  expect((await sign()).status).toBe(303)
  expect((await endorse('Victim Support')).status).toBe(303)
  const saved = await post(words)
  expect(saved.status).toBe(303)
  expect((await coordinator.follow(saved)).text).toContain('The design was saved')

  const after = await paperOf(champion.certificate_id)
  expect([after.hash, after.kept]).toEqual([before.hash, before.hash])
  expect(after.certificate.facts).toEqual(before.certificate.facts)

  const next = await paperOf((await addTestChampion(ctx, { full_name: 'Bo Ek' })).certificate_id)
  expect(next.certificate.facts).toMatchObject({
    wording: 'Completed the course.',
    signatory_name: 'Jo Whittaker',
    design: {
      above_name: 'This is to certify that',
      endorsers: [{ name: 'Victim Support' }],
      second: { language: 'pl', programme_name: 'Rzecznik', further_line: null },
    },
  })
  const raw = next.bytes.toString('latin1')
  expect(raw).toMatch(/\/Alt \(Signature of Jo Whittaker\)/)
  expect(raw).toMatch(/\/Alt \(Victim Support\)/)

  await changeName(await contextOfPerson(ctx, champion.id), { person_id: champion.id, full_name: 'Ann Late' })
  await reissueForName(ctx, champion.id)
  const [again] = await listCertificates(ctx, champion.id)
  const { wording, programme_name } = before.certificate.facts
  expect(again!.facts).toMatchObject({
    name: 'Ann Late',
    ...{ wording, programme_name, signatory_name: 'Jo Whittaker' },
    design: { signature: next.certificate.facts.design!.signature, endorsers: [], second: null },
  })
  expect((await paperOf(champion.certificate_id)).hash).toBe(before.hash)

  // Taking everything away again touches none of the three.
  const [endorser] = await database.db('certificate_endorsers').select('id')
  expect((await coordinator.post(`${href}/endorsers/${endorser!.id}/removal`)).status).toBe(303)
  expect((await coordinator.post(`${href}/signatory/removal`)).status).toBe(303)
  expect((await paperOf(next.certificate.id)).hash).toBe(next.hash)

  const twin = await coordinator.get(`/certificates/${next.certificate.id}`)
  expect(twin.text).toContain('lang="pl"')
  expect(twin.text).toContain('alt="Signature of Jo Whittaker"')
  expect((await coordinator.get(`/certificates/${next.certificate.id}/signature`)).headers['content-type']).toBe(
    'image/png',
  )
  const check = await (await site.browser()).get(`/verify/${next.certificate.reference}`)
  for (const said of ['This is to certify that', 'Ukończono kurs.', 'Jo Whittaker, Chief Constable', 'Victim Support'])
    expect(check.text).toContain(said)
  const old = await (await site.browser()).get(`/verify/${before.certificate.reference}`)
  expect(old.text).not.toContain('Victim Support')
}, 60_000)

test('a word, a language or a title alone is changed, and the rest stays as it was saved', async () => {
  const welsh = { ...words, second_language: 'cy', second_programme_name: '', second_above_name: '' }
  const saved = async (typed: Record<string, string>) => {
    expect((await post(typed)).status).toBe(303)
    return database.db('certificate_designs').first('second_language', 'second_wording', 'signatory_title')
  }
  expect(await saved({ ...welsh, second_wording: '' })).toMatchObject({ second_language: 'cy', second_wording: null })
  const wording = { second_wording: 'Cwblhaodd y cwrs.' }
  expect(await saved({ ...welsh, ...wording })).toMatchObject({ second_language: 'cy', ...wording })
  // Welsh below "Polish" would be read out as Polish: it is asked about, beside each of the words, and nothing is lost.
  const asPolish = { ...words, ...wording, above_name: 'To certify' }
  for (const answer of [await post(asPolish), await post({ ...asPolish, action: 'preview' })]) {
    expect([answer.status, answer.text.match(/was written as Welsh/g)?.length]).toEqual([
      answer.text.includes('Error: ') ? 422 : 200,
      2,
    ])
    expect(answer.text).toContain('id="second_wording-error"')
    expect(answer.text).toContain('They are Polish, as they stand')
    for (const kept of ['value="To certify"', 'Cwblhaodd y cwrs.', 'value="Rzecznik"', '<option value="pl" selected'])
      expect(answer.text).toContain(kept)
  }
  expect((await post({ ...asPolish, is_language: 'de' })).status).toBe(422)
  const shown = await coordinator.post(`${href}/preview`, asPolish)
  expect(shown.text).toContain('“Cwblhaodd y cwrs.” was written as Welsh. Write it in Polish or empty it.')
  expect(await saved({ ...asPolish, is_language: 'pl' })).toMatchObject({ second_language: 'pl', ...wording })
  expect(await saved(words)).toMatchObject({ second_language: 'pl', second_wording: words.second_wording })
  expect((await sign()).status).toBe(303)
  const promoted = { signatory_name: 'Jo Whittaker', signatory_title: 'Commissioner' }
  expect((await coordinator.upload(`${href}/signatory`, {}, promoted)).status).toBe(303)
  const none = { second_language: '', second_programme_name: '', second_above_name: '', second_wording: '' }
  expect(await saved({ ...words, ...none })).toEqual({
    second_language: null,
    second_wording: null,
    signatory_title: 'Commissioner',
  })
})

test('two who design at once are told of each other, and nothing of either is lost', async () => {
  const [, seen] = /name="seen" value="([^"]+)"/.exec((await coordinator.get(href)).text)!
  const { certificate_wording } = (await database
    .db('programmes')
    .where({ id: href.split('/').at(-1)! })
    .first())!
  const unchanged = await post({ certificate_wording })
  expect((await coordinator.follow(unchanged)).text).toContain('Nothing has changed')
  expect((await post(words)).status).toBe(303)

  const late = await coordinator.post(href, { ...words, seen: seen!, above_name: 'Awarded with thanks to' })
  expect(late.status).toBe(422)
  expect(late.text).toContain(
    'Somebody else made this “This is to certify that” meanwhile. Save again to have it as you typed it',
  )
  expect(late.text).toContain('value="Awarded with thanks to"')
  const alone = await coordinator.post(href, { certificate_wording, seen: seen! })
  expect(alone.text).toContain('Somebody else made this “Polish” meanwhile')
  const [, now] = /name="seen" value="([^"]+)"/.exec(late.text)!
  expect((await coordinator.post(href, { ...words, seen: now!, above_name: 'Awarded with thanks to' })).status).toBe(
    303,
  )
  expect((await coordinator.get(href)).text).toContain('value="Awarded with thanks to"')
})

test('a name that our fonts cannot print signs and endorses nothing', async () => {
  for (const answer of [
    await endorse('🤝🤝'),
    await coordinator.post(`${href}/signatory`, { signatory_name: 'Jo 🤝', signatory_title: 'Chief Constable' }),
  ]) {
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('Our fonts cannot print 🤝. Take it out')
  }
})

test('what cannot be printed, is too long or does not fit is named beside its field, and everything typed is kept', async () => {
  const refused = async (changed: Partial<typeof words>, field: string, sentence: string) => {
    const answer = await post({ ...words, ...changed })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain(sentence)
    expect(answer.text).toContain(`id="${field}-error"`)
    expect(answer.text).toContain('value="Niniejszym zaświadcza się, że"')
    expect(answer.text).toContain('src="data:image/svg+xml,')
  }
  await refused({ above_name: 'Certified 😀 that' }, 'above_name', 'Our fonts cannot print 😀')
  await refused({ further_line: 'x'.repeat(161) }, 'further_line', 'Must be 160 characters or fewer')
  await refused({ second_language: '' }, 'second_language', 'Select the language of the second words')
  await refused({ second_wording: '完成'.repeat(200) }, 'second_wording', 'This does not fit: it would be printed in')
  expect(await database.db('certificate_designs')).toEqual([])
})

test('the preview shows what is typed and keeps nothing, with a script and without', async () => {
  const shown = await coordinator.post(`${href}/preview`, { ...words, above_name: '😀', look_name: 'chinese' })
  expect(shown.status).toBe(200)
  expect(shown.text).toContain('src="data:image/svg+xml,')
  expect(shown.text).toContain('Above the name: Our fonts cannot print 😀')
  const plain = await coordinator.post(href, { ...words, action: 'preview', look_name: 'arabic', look_language: 'cy' })
  expect(plain.text).toContain('src="data:image/svg+xml,')
  expect(plain.text).toContain('value="This is to certify that"')
  const saved = await coordinator.get(`${href}/preview.svg?look_name=vietnamese`).set('Accept-Encoding', 'br')
  expect(saved.headers['content-type']).toContain('image/svg+xml')
  expect(saved.headers['content-encoding']).toBe('br')
  // With the page and what it needs that stays under 100 kB.
  expect(Number(saved.headers['content-length'])).toBeLessThan(64_000)
  expect(await database.db('certificate_designs')).toEqual([])
  expect((await coordinator.get(`${href}/preview.svg?look_name=nobody`)).status).toBe(404)
})

test('three marks and no more; only sound pictures; a name twice is one mark; every change is in the audit', async () => {
  for (const [name, bytes, sentence] of [
    ['A', Buffer.from('<svg><script>1</script></svg>'), 'must be a sound PNG or JPEG'],
    ['A', broken, 'must be a sound PNG or JPEG'],
    ['A', Buffer.concat([png, Buffer.alloc(600_000)]), 'smaller than 500 kB'],
    ['', png, 'Enter who endorses it'],
  ] as const) {
    const answer = await endorse(name, bytes)
    expect(answer.status).toBe(422)
    expect(answer.text).toContain(sentence)
  }
  const statuses = (await Promise.all(['A', 'B', 'C', 'D'].map((name) => endorse(name)))).map(({ status }) => status)
  expect(statuses.toSorted((a, b) => a - b)).toEqual([303, 303, 303, 422])
  expect((await endorse('E')).text).toContain('There are three already')
  const [first] = await database.db('certificate_endorsers').select('id', 'name')
  expect((await endorse(first!.name)).text).toContain('already')
  expect((await coordinator.get(`${href}/endorsers/${first!.id}/removal`)).text).toContain(first!.name)
  await coordinator.post(`${href}/endorsers/${first!.id}/removal`)
  expect((await endorse('E')).status).toBe(303)
  expect((await sign()).status).toBe(303)
  await post(words)
  const actions = await database.db('audit_events').where('action', 'like', 'certification.%').pluck('action')
  expect(actions.toSorted()).toEqual([
    ...Array<string>(4).fill('certification.add-endorser'),
    'certification.change-design',
    'certification.change-signatory',
    'certification.remove-endorser',
  ])
})

/** Words that fill their room, as long as no mark stands at the foot. */
const full = {
  ...words,
  certificate_wording: 'has completed the training. '.repeat(14).trim(),
  further_line: 'We listen. '.repeat(14).trim(),
  second_wording: 'Ukończył SZKOLENIE. '.repeat(18).trim(),
  second_further_line: 'Słuchamy. '.repeat(14).trim(),
}

test('a mark, a wider name and longer words are refused where anything would be too small to read', async () => {
  expect((await post(full)).status).toBe(303)
  const { db } = database
  const programme_id = href.split('/').at(-1)!
  const refused = await endorse('Victim Support')
  expect([refused.status, refused.text.includes('With this the certificate is too full')]).toEqual([422, true])
  expect([refused.text.includes('id="mark-error"'), refused.text.includes('value="Victim Support"')]).toEqual([
    true,
    true,
  ])
  expect(await db('certificate_endorsers')).toEqual([])

  const programme = (await db('programmes').where({ id: programme_id }).first())!
  const edit = (changed: Record<string, string>) =>
    coordinator.post(`/programmes/${programme_id}`, {
      ...{
        name: programme.name,
        description: programme.description,
        certificate_wording: programme.certificate_wording,
      },
      ...{ validity_months: '12', renewal_days: '90', grace_months: '2', name_cy: '', certificate_wording_cy: '' },
      ...changed,
    })
  const wordy = await edit({
    certificate_wording: 'W'.repeat(10).concat(' ').repeat(36).trim(),
    description: 'As typed',
  })
  expect(wordy.status).toBe(422)
  expect(wordy.text).toMatch(/id="certificate_wording-error"[\s\S]*This does not fit: it would be printed in/)
  expect(wordy.text).toContain('As typed')
  expect((await edit({ name: 'Champion 😀' })).text).toContain('Our fonts cannot print 😀')
  expect((await db('programmes').where({ id: programme_id }).first())!).toEqual(programme)
  // What is not printed is no matter of fit.
  expect((await edit({ validity_months: '18' })).status).toBe(303)

  // Nor do the settings and the logo of the force crowd anything out.
  const administrator = await site.browser((await addTestPerson(db, { roles: ['administrator'] })).email)
  const settings = (await db('settings').first())!
  const { logo_file_id: _logo, updated_at: _at, updated_by: _by, ...typed } = settings
  const titled = await administrator.post('/admin/settings', { ...(typed as object), signatory_title: 'W'.repeat(120) })
  expect([titled.status, titled.text.includes('id="signatory_title-error"')]).toEqual([422, true])
  const id = newId()
  await db('files').insert({
    ...{ id, file_name: 'mark.png', media_type: 'image/png', bytes: png, is_public: true, created_at: ctx.now },
    sha256: createHash('sha256').update(png).digest(),
  })
  const added_by = (await db('people').first('id'))!.id
  await db('certificate_endorsers').insert({
    ...{ id, programme_id, position: 1, name: 'A', file_id: id, added_at: ctx.now, added_by },
  })
  const logo = await administrator.upload(
    '/admin/settings/logo',
    { logo: { name: 'logo.png', bytes: png } },
    { logo_alt: 'A crest' },
  )
  expect(logo.status).toBe(422)
  expect(logo.text).toContain(`“What was achieved, in the second language” of ${programme.name} in 7 point`)
  expect((await db('settings').first())!).toEqual(settings)
})

test('the longest name is the longest that can be printed, and a page with unsaved words says so', async () => {
  const name = 'Bartholomew Featherstonehaugh-Cholmondeley of Marjoribanks'
  await addTestPerson(database.db, { full_name: name })
  await addTestPerson(database.db, { full_name: `Ann ${'😀'.repeat(90)}` })
  await database
    .db('people')
    .where({ full_name: name })
    .update({ printable_name: '😀'.repeat(95) })
  expect(await findSampleName(ctx, 'longest')).toBe(name)
  const shown = await coordinator.get(href)
  expect(shown.text).toContain(`Longest name on file: ${name}`)
  const isUnsaved = ({ text }: { text: string }) => text.includes('data-design-unsaved')
  const certificate_wording = /name="certificate_wording"[^>]*>([^<]+)</.exec(shown.text)![1]!
  expect([
    isUnsaved(shown),
    isUnsaved(await post({ ...words, action: 'preview' })),
    isUnsaved(await post({ ...words, second_language: '' })),
    isUnsaved(await post({ certificate_wording, action: 'preview' })),
  ]).toEqual([false, true, true, false])
  // On a phone the picture is passed before it is saved.
  expect(shown.text.indexOf('data-design-picture')).toBeLessThan(shown.text.indexOf('Save the design'))
  // Only faults are read out while somebody types.
  const region = /<div data-design-target[\s\S]*?<\/form>/.exec(shown.text)![0]
  expect([region.includes('aria-live'), region.includes('data-design-notes role="status"')]).toEqual([false, true])
})

test('with a picture that is not the one that was chosen nothing is issued', async () => {
  const { db } = database
  const id = newId()
  await db('files').insert({
    ...{ id, file_name: 'logo.png', media_type: 'image/png', bytes: png, is_public: true },
    ...{ sha256: createHash('sha256').update('another').digest(), created_at: ctx.now },
  })
  await db('settings').update({ logo_file_id: id })
  await expect(addTestChampion(ctx)).rejects.toThrow(`The picture ${id} (logo.png) of a certificate is not the one`)
  expect([await db('certificates'), await db('mails')]).toEqual([[], []])
})

test('where Welsh is missing the page says which words are English', async () => {
  await database.db('programmes').update({ name_cy: 'Hyrwyddwr', certificate_wording_cy: null })
  const holder = await addTestPerson(database.db)
  await database.db('people').where({ id: holder.id }).update({ language: 'cy' })
  const completion = await addTestCompletion(database.db, holder.id, await championCourse(database.db), ctx.now)
  const { certificate_id } = await issueCertificate(ctx, completion)
  const { reference, facts } = await getCertificate(ctx, certificate_id)
  const twin = await coordinator.get(`/certificates/${certificate_id}`)
  expect(twin.text).toContain(`<p lang="en">${facts.wording}</p>`)
  expect(twin.text).toContain('lang="cy">Hyrwyddwr</h2>')
  const check = await coordinator.get(`/verify/${reference}`)
  expect(check.text).toContain(`<span lang="en">${facts.wording}</span>`)
  expect(check.text).toContain('<dd class="govuk-summary-list__value" lang="cy">Hyrwyddwr</dd>')
})
