import { z } from 'zod';

/**
 * What another device, or a program, may do: `overlay` reads, `tracker` sends motion, `pad` triggers, `panel` does all that
 * this computer's own panel does except letting others in; `api` is for programs that call the HTTP interface.
 */
export const DEVICE_SCOPES = ['pad', 'panel', 'tracker', 'overlay', 'api'] as const;
export type DeviceScope = (typeof DEVICE_SCOPES)[number];

/** The scopes that a device gets by pairing; programs are given a token instead. */
export const PAIRED_SCOPES = ['pad', 'panel', 'tracker', 'overlay'] as const satisfies readonly DeviceScope[];
export type PairedScope = (typeof PAIRED_SCOPES)[number];

export const deviceNameSchema = z.string().trim().min(1).max(60);
export const deviceIdSchema = z.string().regex(/^[a-z0-9]{8,32}$/, 'this is no id of a device');

/** Someone who was let in; never the token. */
export interface Device {
  id: string;
  name: string;
  scope: DeviceScope;
  /** Milliseconds since 1970. */
  createdAt: number;
}

/** The same as the relay keeps it: with the hash of the token. */
export const keptDevicesSchema = z.object({
  devices: z
    .array(
      z.object({
        id: deviceIdSchema,
        name: deviceNameSchema,
        scope: z.enum(DEVICE_SCOPES),
        createdAt: z.number().nonnegative(),
        hash: z.string().regex(/^[0-9a-f]{64}$/),
      }),
    )
    .max(50),
});
export type KeptDevice = z.output<typeof keptDevicesSchema>['devices'][number];

/** Whether other devices of the same network are let in at all, and whether there is an https port for cameras. */
export const devicesSchema = z.object({ enabled: z.boolean(), secure: z.boolean() });
export type DevicesSettings = z.output<typeof devicesSchema>;

/** Where the relay can be reached from the network. */
export interface NetworkState {
  addresses: readonly { url: string; secure: boolean }[];
  /** `no-network`: this computer has no address in a local network; `port-taken`, `failed`: an address could not be listened on. */
  problem: 'no-network' | 'port-taken' | 'failed' | null;
}

export const NO_NETWORK: NetworkState = { addresses: [], problem: null };

/** What the panel asks for to let a device in. */
export const pairingRequestSchema = z.strictObject({ scope: z.enum(PAIRED_SCOPES) });

/** The answer to it; the code is good for one device. */
export interface Pairing {
  /** As people type it: `K7QM-2XPD`. */
  code: string;
  /** Milliseconds since 1970. */
  expiresAt: number;
  /** Address of the pairing page, the code in it; the secure one where there is one and the scope needs it. */
  url: string;
  /** The address as a QR code, an SVG picture. */
  qr: string;
}

/** What a device says to be let in. */
export const pairSchema = z.strictObject({ code: z.string().max(32), name: deviceNameSchema });

/** The answer to it, and to whoever asks what it is. */
export interface Paired {
  scope: PairedScope;
  name: string;
}

export const tokenRequestSchema = z.strictObject({ name: deviceNameSchema });

/** A program's token, told once. */
export interface MadeToken {
  id: string;
  token: string;
}
