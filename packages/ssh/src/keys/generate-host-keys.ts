import ssh2 from 'ssh2';

/** New host keys in OpenSSH form, in order of preference: ed25519, ecdsa nistp256, rsa 3072. */
export async function generateHostKeys(): Promise<readonly string[]> {
  return Promise.all([
    privateHalf((done) => ssh2.utils.generateKeyPair('ed25519', done)),
    privateHalf((done) => ssh2.utils.generateKeyPair('ecdsa', { bits: 256 }, done)),
    privateHalf((done) => ssh2.utils.generateKeyPair('rsa', { bits: 3072 }, done)),
  ]);
}

type Done = (error: Error | null, pair: { readonly private: string }) => void;

function privateHalf(generate: (done: Done) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    generate((error, pair) => {
      if (error) reject(error);
      else resolve(pair.private);
    });
  });
}
