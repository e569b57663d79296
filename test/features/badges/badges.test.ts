/** Badges as others meet them: made by the holder, checked by somebody who knows nothing of us, void within a minute. */
import { createHash } from 'node:crypto'
import { crc32, gunzipSync } from 'node:zlib'
import type { StandingInput } from '../../../src/features/certification/index.ts'
import { changeStanding, getCertificate } from '../../../src/features/certification/index.ts'
import { rotateKey } from '../../../src/features/badges/index.ts'
import { clock } from '../../../src/platform/clock.ts'
import type { Ctx } from '../../../src/platform/context.ts'
import { PreparingClient } from '../../../src/platform/db/preparing-client.ts'
import { contextOf } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { addTestOrganisation, addTestPerson } from '../../support/factories.ts'
import type { Browser, TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { addTestChampion } from '../../support/awarded.ts'
import { testBaseUrl } from '../../support/config.ts'
import { badgeFaults, credentialFaults } from './schemas.ts'
import { verifierOf } from './verifier.ts'

let database: TestDatabase
let site: TestSite
let ctx: Ctx
let anyone: Browser
const start = new Date('2027-04-12T09:00:00Z')

beforeAll(async () => {
  database = await createTestDatabase()
  site = await startSite(database, { at: start })
  ctx = contextOf(database.db)
  anyone = await site.browser()
})
afterAll(async () => {
  await site.stop()
  await database.drop()
})
beforeEach(async () => {
  clock.set(start)
  await database.reset()
})

const textOf = async (path: string) => {
  const answer = await anyone
    .get(path)
    .buffer(true)
    .parse((res, done) => {
      const parts: Buffer[] = []
      res.on('data', (part: Buffer) => parts.push(part))
      res.on('end', () => done(null, Buffer.concat(parts)))
    })
  const bytes = answer.body as Buffer
  return { status: answer.status, text: bytes.toString(), bytes, headers: answer.headers }
}
const verifier = verifierOf(testBaseUrl, textOf)

async function champion(values: { shows_name?: boolean } = {}) {
  const person = await addTestChampion(ctx, { full_name: 'Siân O’Brien', email: 'sian@partner.example' })
  const { reference, number } = await getCertificate(ctx, person.certificate_id)
  const holder = await site.browser(person.email)
  const path = `/certificates/${person.certificate_id}/badge`
  await holder.post(path, values.shows_name ? { shows_name: 'yes' } : {})
  return { ...person, reference, number, holder, path, at: `/badges/${reference}` }
}

/** What is asked of the database until the answer is there. */
async function readsOf(path: string): Promise<string[]> {
  const client = database.db.client as PreparingClient
  const texts: string[] = []
  client.ask = (text, values) => {
    texts.push(text)
    return PreparingClient.prototype.ask.call(client, text, values) as never
  }
  await textOf(path)
  Reflect.deleteProperty(client, 'ask')
  return texts
}
const formats = ['.json', '.jwt', '.png', '.svg', '/assertion']

const change = (id: string, input: Omit<StandingInput, 'certificate_ids' | 'reason'>) =>
  changeStanding(ctx, { ...input, certificate_ids: [id], reason: 'A private matter' } as StandingInput)

test('nothing is public until the holder makes it, and nothing is when they stop', async () => {
  const person = await addTestChampion(ctx)
  const { reference } = await getCertificate(ctx, person.certificate_id)
  const path = `/certificates/${person.certificate_id}/badge`
  const statuses = () =>
    Promise.all(formats.map(async (format) => (await textOf(`/badges/${reference}${format}`)).status))
  const bare = (text: string) => text.replaceAll(/[\w-]{22,}/g, '')
  const none = await textOf('/badges/AAAAAAAAAAAAAAAAAAAAAA.json')
  // Where nobody shows one the same is asked, so that neither answer takes longer.
  const hidden = await readsOf(`/badges/${reference}.json`)
  expect(hidden.filter((text) => text.includes('badges b'))).toHaveLength(1)
  expect(await readsOf('/badges/AAAAAAAAAAAAAAAAAAAAAA.json')).toEqual(hidden)
  const holder = await site.browser(person.email)
  expect((await holder.get(`/certificates/${person.certificate_id}`)).text).toContain(path)
  expect((await holder.get(path)).text).toContain('Make a badge of it')
  expect(await statuses()).toEqual([404, 404, 404, 404, 404])
  expect(bare((await textOf(`/badges/${reference}.json`)).text)).toBe(bare(none.text))

  // Twice at once is one choice.
  const made = await Promise.all([1, 2].map(() => holder.post(path)))
  expect(made.map((answer) => answer.status)).toEqual([303, 303])
  expect(await database.db('badge_choices')).toHaveLength(1)
  expect(await database.db('badge_keys')).toHaveLength(1)
  expect(await statuses()).toEqual([200, 200, 200, 200, 200])
  const page = await holder.get(path)
  expect(page.text).toContain('https://www.linkedin.com/profile/add?startTask=CERTIFICATION_NAME')
  expect(page.text).toContain('Stop showing it')

  await holder.post(`${path}/removal`)
  expect(await statuses()).toEqual([404, 404, 404, 404, 404])
  expect(bare((await textOf(`/badges/${reference}.json`)).text)).toBe(bare(none.text))
  const audit = await database.db('audit_events').whereLike('action', 'badges.%').orderBy('id').select('action')
  expect(audit.map((one) => one.action)).toEqual(['badges.make-key', 'badges.show', 'badges.hide'])
})

test('LinkedIn is offered only while the certificate counts; otherwise the page says why not', async () => {
  const { certificate_id, path, id, email } = await champion()
  let holder: Browser
  const offered = async () => {
    holder = await site.browser(email)
    const badge = (await holder.get(path)).text
    const certificate = (await holder.get(`/certificates/${certificate_id}`)).text
    return {
      here: badge.includes('www.linkedin.com') && badge.includes('.png"'),
      there: certificate.includes('A badge of it for LinkedIn'),
      why: /This certificate[^.]*, so it cannot be added[^<]*|You gave[^<]*/.exec(badge)?.[0],
      stop: badge.includes('Stop showing it'),
    }
  }
  const not = (why: string) => ({ here: false, there: false, why: expect.stringContaining(why), stop: true })
  const counts = { here: true, there: true, why: undefined, stop: true }
  expect(await offered()).toEqual(counts)
  await change(certificate_id, { act: 'suspend' })
  expect(await offered()).toEqual(not('is suspended'))
  await change(certificate_id, { act: 'reinstate' })
  expect(await offered()).toEqual(counts)
  clock.set(new Date('2028-04-13T09:00:00Z'))
  expect(await offered()).toEqual(not('has expired'))
  clock.set(start)
  await database.db('people').where({ id }).update({ full_name: 'Siân Lewis' })
  holder = await site.browser(email)
  await holder.post(`/certificates/${certificate_id}/reissue`)
  expect(await offered()).toEqual(not('was replaced'))
  const again = (await database.db('certificates').where({ person_id: id }).orderBy('reissue', 'desc').first())!
  expect((await holder.get(path)).text).toContain(`/certificates/${again.id}/badge"`)
  await change(again.id, { act: 'revoke', reason_class: 'conduct' } as never)
  const unmade = (await holder.get(`/certificates/${again.id}/badge`)).text
  expect([unmade.includes('was revoked'), unmade.includes('Make a badge of it')]).toEqual([true, false])
})

test('nobody but the holder decides: not their lead, not a coordinator', async () => {
  const organisation = await addTestOrganisation(database.db)
  const { certificate_id } = await addTestChampion(ctx, { organisation_id: organisation.id })
  for (const role of ['lead', 'coordinator'] as const) {
    const other = await addTestPerson(database.db, { organisation_id: organisation.id, roles: [role] })
    const browser = await site.browser(other.email)
    expect((await browser.post(`/certificates/${certificate_id}/badge`)).status).toBe(404)
    expect((await browser.get(`/certificates/${certificate_id}`)).text).not.toContain('/badge')
  }
  expect(await database.db('badges')).toEqual([])
})

test('others find both signatures good, the address only as a hash, and the name only where it was ticked', async () => {
  const { at, holder, path } = await champion()
  const json = await textOf(`${at}.json`)
  const token = await textOf(`${at}.jwt`)
  expect(await verifier.checkJson(json.text, start)).toBeNull()
  expect(await verifier.checkToken(token.text, start)).toBeNull()
  expect(json.headers['cache-control']).toBe('public, max-age=60, must-revalidate')
  const badge = JSON.parse(json.text)
  expect(badge).toMatchObject({
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    issuer: { id: 'did:web:localhost%3A3000' },
    validFrom: '2027-04-11T23:00:00Z',
    validUntil: '2028-04-12T22:59:59Z',
    credentialSubject: { achievement: { name: 'Hate crime champion' } },
    proof: { cryptosuite: 'eddsa-rdfc-2022', proofPurpose: 'assertionMethod' },
  })
  const [identity, ...others] = badge.credentialSubject.identifier
  expect(others).toEqual([])
  const hash = createHash('sha256').update(`sian@partner.example${identity.salt}`).digest('hex')
  expect(identity.identityHash).toBe(`sha256$${hash}`)
  const claims = Buffer.from(token.text.split('.')[1]!, 'base64url').toString()
  for (const text of [json.text, claims, (await textOf(`${at}/assertion`)).text]) {
    expect(text).not.toContain('Siân')
    expect(text.toLowerCase()).not.toContain('partner.example')
  }
  await holder.post(path, { shows_name: 'yes' })
  const named = await textOf(`${at}.json`)
  expect(JSON.parse(named.text).credentialSubject.identifier[1].identityHash).toBe('Siân O’Brien')
  expect(await verifier.checkJson(named.text, start)).toBeNull()
  // Asked again it is the same to the byte.
  expect((await textOf(`${at}.json`)).text).toBe(named.text)
})

test('what was tampered with, has run out, or says another issuer is refused', async () => {
  const { at } = await champion()
  const { text } = await textOf(`${at}.json`)
  const token = (await textOf(`${at}.jwt`)).text
  const badge = JSON.parse(text)
  const changed = [
    { ...badge, validUntil: '2099-01-01T00:00:00Z' },
    { ...badge, credentialSubject: { ...badge.credentialSubject, type: ['AchievementSubject', 'Profile'] } },
    { ...badge, credentialStatus: [] },
    { ...badge, issuer: { ...badge.issuer, id: 'did:web:elsewhere.example' } },
    { ...badge, proof: { ...badge.proof, verificationMethod: 'did:web:elsewhere.example#key' } },
  ]
  for (const one of changed) expect(await verifier.checkJson(JSON.stringify(one), start)).not.toBeNull()
  const [head, body, signature] = token.split('.') as [string, string, string]
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString())
  const forged = (change: object) =>
    [head, Buffer.from(JSON.stringify({ ...claims, ...change })).toString('base64url'), signature].join('.')
  expect(await verifier.checkToken(forged({}), start)).toBeNull()
  expect(await verifier.checkToken(forged({ exp: claims.exp + 1 }), start)).toContain('signature')
  expect(await verifier.checkToken(forged({ iss: 'did:web:elsewhere.example' }), start)).toContain('signature')
  expect(await verifier.checkToken(token, start, 'did:web:elsewhere.example')).toContain('iss')
  const lastSecond = new Date('2028-04-12T22:59:59Z')
  // Clocks may differ by five minutes.
  const after = new Date('2028-04-12T23:05:01Z')
  expect(await verifier.checkJson(text, lastSecond)).toBeNull()
  expect(await verifier.checkJson(text, after)).toContain('is after "validUntil"')
  expect(await verifier.checkToken(token, after)).toContain('"exp" claim timestamp check failed')
})

test('a copy that went round is refused once its certificate is suspended or revoked, and good again when given back', async () => {
  const { at, certificate_id, holder, path } = await champion()
  const other = await addTestChampion(ctx)
  await (await site.browser(other.email)).post(`/certificates/${other.certificate_id}/badge`)
  const json = (await textOf(`${at}.json`)).text
  const token = (await textOf(`${at}.jwt`)).text
  const verdicts = async () => [await verifier.checkJson(json, start), await verifier.checkToken(token, start)]
  await change(certificate_id, { act: 'suspend' })
  expect(await verdicts()).toEqual(['suspension', 'suspension'])
  expect((await textOf(`${at}/assertion`)).status).toBe(410)
  await change(certificate_id, { act: 'reinstate' })
  expect(await verdicts()).toEqual([null, null])
  expect((await textOf(`${at}/assertion`)).status).toBe(200)
  await change(certificate_id, { act: 'revoke', reason_class: 'issued in error' } as never)
  expect(await verdicts()).toEqual(['revocation', 'revocation'])
  const gone = await textOf(`${at}/assertion`)
  expect(gone.status).toBe(410)
  expect(JSON.parse(gone.text)).toMatchObject({ revoked: true, id: `${testBaseUrl}${at}/assertion` })
  expect(JSON.parse(gone.text).revocationReason).toContain('issued in error')
  expect(gone.text).not.toContain('A private matter')
  // The bit stays when it is no longer shown, and the other champion's badge is untouched.
  await holder.post(`${path}/removal`)
  expect(await verdicts()).toEqual(['revocation', 'revocation'])
  const { reference } = await getCertificate(ctx, other.certificate_id)
  expect(await verifier.checkJson((await textOf(`/badges/${reference}.json`)).text, start)).toBeNull()
})

test('a copy of what was given up or replaced is refused, and older backpacks are told why', async () => {
  const { at, certificate_id, holder, id } = await champion()
  const copies = [(await textOf(`${at}.json`)).text, (await textOf(`${at}.jwt`)).text] as const
  const verdicts = async () => [
    await verifier.checkJson(copies[0], start),
    await verifier.checkToken(copies[1], start),
    (await textOf(`${at}/assertion`)).status,
  ]
  expect(await verdicts()).toEqual([null, null, 200])
  // Made again under another name: what anyone fetches of the old one holds nothing of it any more.
  await database.db('people').where({ id }).update({ full_name: 'Siân Lewis' })
  await holder.post(`/certificates/${certificate_id}/reissue`)
  expect(await verdicts()).toEqual(['revocation', 'revocation', 410])
  expect((await textOf(`${at}.json`)).status).toBe(404)
  const replaced = JSON.parse((await textOf(`${at}/assertion`)).text)
  expect(replaced).toMatchObject({ revoked: true, revocationReason: expect.stringContaining('replaced') })

  const again = (await database.db('certificates').where({ person_id: id }).orderBy('reissue', 'desc').first())!
  await holder.post(`/certificates/${again.id}/badge`)
  const fresh = `/badges/${again.reference}`
  const copy = (await textOf(`${fresh}.json`)).text
  expect(await verifier.checkJson(copy, start)).toBeNull()
  await holder.post(`/certificates/${again.id}/withdrawal`, { reason: 'I work elsewhere now.' })
  expect(await verifier.checkJson(copy, start)).toBe('revocation')
  const given = await textOf(`${fresh}/assertion`)
  expect([given.status, JSON.parse(given.text).revoked]).toEqual([410, true])
  expect(given.text).not.toContain('elsewhere')
})

test('badges and status lists are as the published schemas have them', async () => {
  const { at } = await champion({ shows_name: true })
  const badge = JSON.parse((await textOf(`${at}.json`)).text)
  expect(badgeFaults(badge)).toEqual([])
  const [, claims] = (await textOf(`${at}.jwt`)).text.split('.')
  expect(badgeFaults(JSON.parse(Buffer.from(claims!, 'base64url').toString()))).toEqual([])
  for (const purpose of ['revocation', 'suspension'])
    expect(credentialFaults(JSON.parse((await textOf(`/badges/status/${purpose}/1`)).text))).toEqual([])
  // And the schemas see what is wrong.
  const { achievement } = badge.credentialSubject
  const subject = (change: object) => ({ ...badge, credentialSubject: { ...badge.credentialSubject, ...change } })
  expect(badgeFaults(subject({ achievement: { ...achievement, criteria: undefined } }))).not.toEqual([])
  expect(badgeFaults(subject({ name: 'Siân' }))).not.toEqual([])
  expect(badgeFaults({ ...badge, validFrom: 'yesterday' })).not.toEqual([])
  expect(badgeFaults({ ...badge, credentialStatus: [{ id: 'https://a.example' }] })).not.toEqual([])
})

test('a status list is signed, long enough to hide in, kept for a minute, and only there when a badge is', async () => {
  expect((await textOf('/badges/status/revocation/1')).status).toBe(404)
  await champion()
  const list = await textOf('/badges/status/revocation/1')
  expect(list.headers['cache-control']).toBe('public, max-age=60, must-revalidate')
  const { encodedList, ttl } = JSON.parse(list.text).credentialSubject
  // Unsaid, verifiers keep it for five minutes.
  expect(ttl).toBe(60_000)
  expect(gunzipSync(Buffer.from(encodedList.slice(1), 'base64url')).length * 8).toBe(131_072)
  for (const path of ['revocation/2', 'revocation/01', 'revocation/0', 'other/1'])
    expect((await textOf(`/badges/status/${path}`)).status).toBe(404)
})

test('a new key signs from then on, and what the earlier one signed stays valid', async () => {
  const { at } = await champion()
  const json = (await textOf(`${at}.json`)).text
  const token = (await textOf(`${at}.jwt`)).text
  const administrator = await addTestPerson(database.db, { roles: ['administrator'] })
  const browser = await site.browser(administrator.email)
  const { id } = (await database.db('badge_keys').first('id'))!
  const twice = await Promise.all([1, 2].map(() => rotateKey(ctx, { active_id: id })))
  expect(twice.toSorted()).toEqual(['moved-on', 'rotated'])
  const active = (await database.db('badge_keys').whereNull('retired_at').first('id', 'public_multibase'))!
  await browser.post('/admin/badge-keys', { active_id: active.id })
  const page = await browser.get('/admin/badge-keys')
  expect(page.text).toContain(active.public_multibase)
  expect(await verifier.checkJson(json, start)).toBeNull()
  expect(await verifier.checkToken(token, start)).toBeNull()
  const fresh = (await textOf(`${at}.json`)).text
  expect(JSON.parse(fresh).proof.verificationMethod).not.toBe(JSON.parse(json).proof.verificationMethod)
  expect(await verifier.checkJson(fresh, start)).toBeNull()
  const did = JSON.parse((await textOf('/.well-known/did.json')).text)
  expect(did.assertionMethod).toHaveLength(6)
  expect(JSON.stringify(did)).not.toContain('"d"')
})

test('a key that was stolen is withdrawn: what it signed counts no more, and is signed anew when fetched', async () => {
  const { at, holder, path } = await champion()
  const json = (await textOf(`${at}.json`)).text
  const token = (await textOf(`${at}.jwt`)).text
  const administrator = await addTestPerson(database.db, { roles: ['administrator'] })
  const browser = await site.browser(administrator.email)
  const { id, public_multibase } = (await database.db('badge_keys').first('id', 'public_multibase'))!
  const address = `/admin/badge-keys/${id}/withdrawal`
  expect((await browser.get('/admin/badge-keys')).text).toContain(address)
  expect((await browser.get(address)).text).toContain('One badge is shown that it may have signed.')
  const unsure = await browser.post(address, { reason: 'A copy of the disk is missing' })
  expect([unsure.status, unsure.text.includes('A copy of the disk is missing')]).toEqual([422, true])
  expect(await verifier.checkJson(json, start)).toBeNull()

  clock.set(new Date(start.getTime() + 60_000))
  const sure = { reason: 'A copy of the disk is missing', is_sure: 'yes' }
  // Twice at once is once.
  await Promise.all([browser.post(address, sure), browser.post(address, sure)])
  const did = (await textOf('/.well-known/did.json')).text
  expect(did).not.toContain(public_multibase)
  expect(JSON.parse(did).assertionMethod).toHaveLength(2)
  expect(await verifier.checkJson(json, start)).toContain('No key')
  expect(await verifier.checkToken(token, start)).toContain('No key')
  expect(await verifier.checkJson((await textOf(`${at}.json`)).text, clock.now())).toBeNull()
  expect(await verifier.checkToken((await textOf(`${at}.jwt`)).text, clock.now())).toBeNull()
  const audit = await database.db('audit_events').where({ action: 'badges.withdraw-key' })
  expect(audit.map((one) => [one.subject_id, one.reason])).toEqual([[id, sure.reason]])
  expect((await browser.get('/admin/badge-keys')).text).toContain('nothing that it signed counts')
  expect((await holder.get(path)).text).toContain('download them again')
})

test('under another SESSION_SECRET the key stays closed, is said to be, and a new one opens badges again', async () => {
  const { at } = await champion()
  const other = await startSite(database, { at: start, config: { session_secret: 'another secret altogether' } })
  expect((await (await other.browser()).get(`${at}.jwt`)).status).toBe(500)
  const administrator = await addTestPerson(database.db, { roles: ['administrator'] })
  const browser = await other.browser(administrator.email)
  expect((await browser.get('/admin/badge-keys')).text).toContain('cannot be opened')
  const { id } = (await database.db('badge_keys').first('id'))!
  await browser.post('/admin/badge-keys', { active_id: id })
  expect((await browser.get('/admin/badge-keys')).text).not.toContain('cannot be opened')
  expect((await (await other.browser()).get(`${at}.jwt`)).status).toBe(200)
  await other.stop()
})

test('the pictures carry the badge: a PNG with one more good chunk, an SVG with one more element', async () => {
  const { at, number } = await champion({ shows_name: true })
  const json = (await textOf(`${at}.json`)).text
  const png = await textOf(`${at}.png`)
  const chunks: Record<string, Buffer[]> = {}
  for (let i = 8; i < png.bytes.length;) {
    const length = png.bytes.readUInt32BE(i)
    const named = png.bytes.subarray(i + 4, i + 8 + length)
    expect(png.bytes.readUInt32BE(i + 8 + length)).toBe(crc32(named))
    ;(chunks[named.subarray(0, 4).toString()] ??= []).push(named.subarray(4))
    i += 12 + length
  }
  expect(Object.keys(chunks)).toEqual(expect.arrayContaining(['IHDR', 'iTXt', 'IDAT', 'IEND']))
  expect(chunks.iTXt).toHaveLength(1)
  const [keyword, ...rest] = chunks.iTXt![0]!.toString().split('\0')
  expect(keyword).toBe('openbadgecredential')
  expect(rest.at(-1)).toBe(json)
  expect(png.headers['content-disposition']).toContain(number)
  const svg = (await textOf(`${at}.svg`)).text
  const baked =
    /<openbadges:credential xmlns:openbadges="https:\/\/purl\.imsglobal\.org\/ob\/v3p0"><!\[CDATA\[(.*)\]\]><\/openbadges:credential>/s.exec(
      svg,
    )
  expect(await verifier.checkJson(baked![1]!, start)).toBeNull()
})

test('older backpacks find assertion, class and issuer, each at its own address', async () => {
  const { at } = await champion()
  const follow = async (url: string) => JSON.parse((await textOf(url.slice(testBaseUrl.length))).text)
  const assertion = await follow(`${testBaseUrl}${at}/assertion`)
  expect(assertion).toMatchObject({
    type: 'Assertion',
    verification: { type: 'HostedBadge' },
    recipient: { hashed: true },
  })
  expect(await follow(assertion.id)).toEqual(assertion)
  const badgeClass = await follow(assertion.badge)
  expect(badgeClass).toMatchObject({ type: 'BadgeClass', id: assertion.badge, name: 'Hate crime champion' })
  expect(await follow(badgeClass.issuer)).toMatchObject({ type: 'Issuer', id: badgeClass.issuer })
  expect((await textOf(badgeClass.image.slice(testBaseUrl.length))).headers['content-type']).toBe('image/png')
})
