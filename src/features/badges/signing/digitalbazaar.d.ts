/** What we use of the Data Integrity libraries, which bring no types. */
declare module '@digitalbazaar/vc' {
  export type Loaded = { contextUrl: string | null; documentUrl: string; document: unknown }
  export type Loader = (url: string) => Promise<Loaded>
  export function issue<Credential extends object>(options: {
    credential: Credential
    suite: unknown
    documentLoader: Loader
    now?: Date
  }): Promise<Credential & { proof: Record<string, string> }>
  export function verifyCredential(options: {
    credential: object
    suite: unknown
    documentLoader: Loader
    now?: Date
    checkStatus?: (options: { credential: object }) => Promise<{ verified: boolean; error?: Error }>
  }): Promise<{ verified: boolean; error?: { message: string; errors?: Error[] } }>
}
declare module '@digitalbazaar/data-integrity' {
  export class DataIntegrityProof {
    constructor(options: { signer?: unknown; date?: string; cryptosuite: unknown })
  }
}
declare module '@digitalbazaar/eddsa-rdfc-2022-cryptosuite' {
  export const cryptosuite: {
    name: string
    canonize: (document: object, options: { documentLoader: (url: string) => Promise<unknown> }) => Promise<string>
  }
}
declare module '@digitalbazaar/ed25519-multikey' {
  export interface KeyPair {
    id: string
    controller: string
    publicKeyMultibase: string
    verifier(): { verify(options: { data: Uint8Array; signature: Uint8Array }): Promise<boolean> }
    signer(): { id: string; sign(options: { data: Uint8Array }): Promise<Uint8Array> }
  }
  export function from(key: object): Promise<KeyPair>
  export function fromJwk(options: {
    jwk: object
    secretKey?: boolean
    id?: string
    controller?: string
  }): Promise<KeyPair>
}
