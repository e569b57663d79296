/** Takes names off this device: the pages of registers, and the list of marks that were not taken. Unsent marks have none. */
export function forgetRegisters() {
  void globalThis.caches?.delete('registers')
  try {
    for (const key of Object.keys(localStorage))
      if (key.startsWith('register ') && / (refused|standing)$/.test(key)) localStorage.removeItem(key)
  } catch {
    // Where storage is forbidden nothing was kept.
  }
}
