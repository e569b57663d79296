/** The issuer's name on the web (did:web of BASE_URL) and its document, which has every key that ever signed and was not withdrawn: pure. */

/** 'did:web:localhost%3A3000' */
export const didOf = (baseUrl: string): string => `did:web:${encodeURIComponent(new URL(baseUrl).host)}`

export interface PublicKey {
  public_multibase: string
  public_x: string
}

/** The same key has two names, for the two ways of signing. */
export const multikeyId = (did: string, key: PublicKey): string => `${did}#${key.public_multibase}`
export const jwkId = (did: string, key: PublicKey): string => `${did}#jwk-${key.public_multibase}`

export const didContext = [
  'https://www.w3.org/ns/did/v1',
  'https://w3id.org/security/multikey/v1',
  'https://w3id.org/security/jwk/v1',
]

export function didDocument(did: string, keys: readonly PublicKey[]) {
  const methods = keys.flatMap((key) => [
    { id: multikeyId(did, key), type: 'Multikey', controller: did, publicKeyMultibase: key.public_multibase },
    {
      id: jwkId(did, key),
      type: 'JsonWebKey',
      controller: did,
      publicKeyJwk: { kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', use: 'sig', x: key.public_x },
    },
  ])
  return {
    '@context': didContext,
    id: did,
    verificationMethod: methods,
    assertionMethod: methods.map((method) => method.id),
  }
}
