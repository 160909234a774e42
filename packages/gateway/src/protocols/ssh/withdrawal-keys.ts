const CTRL_C = 0x03;

/** Calls `withdraw` at the second Ctrl-C in a row; any other key in between starts anew. */
export function withdrawalKeys(withdraw: () => void): (bytes: Uint8Array) => void {
  let pressed = 0;
  return (bytes) => {
    for (const byte of bytes) {
      pressed = byte === CTRL_C ? pressed + 1 : 0;
      if (pressed === 2) withdraw();
    }
  };
}
