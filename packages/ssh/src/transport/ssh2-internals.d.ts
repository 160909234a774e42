// The parts of ssh2 1.17 (pinned exactly) that ssh2-transport.ts uses beneath its public API.

declare module 'ssh2/lib/protocol/Protocol.js' {
  import type { KexInit } from 'ssh2/lib/protocol/kex.js';
  import type { ParsedKey } from 'ssh2';

  interface PacketWriter {
    readonly allocStart: number;
    readonly allocStartKEX: number;
    alloc(payloadSize: number, force?: boolean): Buffer;
    finalize(packet: Buffer, force?: boolean): Buffer;
  }

  class Protocol {
    constructor(config: {
      readonly server: boolean;
      readonly ident: string;
      readonly offer: KexInit;
      readonly hostKeys?: Readonly<Record<string, ParsedKey>>;
      readonly hostVerifier?: (blob: Buffer) => boolean;
      readonly onWrite: (bytes: Buffer) => void;
      readonly onError: (error: Error) => void;
      readonly onHeader: (header: { readonly versions: { readonly software: string } }) => void;
      readonly onHandshakeComplete: () => void;
      readonly messageHandlers: { readonly DISCONNECT: (self: Protocol, reason: number, text: string) => void };
    });

    _onPayload: (payload: Buffer) => unknown;
    _onHandshakeComplete: (...negotiated: readonly unknown[]) => void;
    readonly _kexinit: Buffer | undefined;
    readonly _kex: { readonly sessionID: Buffer; remoteExtInfoEnabled: boolean } | undefined;
    readonly _remoteIdentRaw: Buffer | undefined;
    readonly _packetRW: { readonly write: PacketWriter };
    start(): void;
    parse(bytes: Buffer, from: number, length: number): void;
    rekey(): void;
    cleanup(): void;
  }

  export default Protocol;
}

declare module 'ssh2/lib/protocol/kex.js' {
  export interface Algorithms {
    readonly cipher: readonly string[];
    readonly mac: readonly string[];
    readonly compress: readonly string[];
    readonly lang: readonly string[];
  }

  class KexInit {
    constructor(offer: { readonly kex: readonly string[]; readonly serverHostKey: readonly string[]; readonly cs: Algorithms; readonly sc: Algorithms });
  }

  const kex: { readonly KexInit: typeof KexInit };
  export default kex;
  export type { KexInit };
}

declare module 'ssh2/lib/protocol/utils.js' {
  import type Protocol from 'ssh2/lib/protocol/Protocol.js';

  const utils: { sendPacket(protocol: Protocol, packet: Buffer, bypass?: boolean): boolean };
  export default utils;
}

declare module 'ssh2/lib/protocol/crypto.js' {
  const crypto: { readonly init: Promise<void> };
  export default crypto;
}
