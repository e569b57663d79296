/** A fault of the surroundings that keeps a process from starting, said in plain sentences for whoever starts it. */
export class StartError extends Error {
  override name = 'StartError'
}
