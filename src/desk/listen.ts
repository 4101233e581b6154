import type { AddressInfo } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';
import type { Hono } from 'hono';

/** How long a request under way may take to end when the desk stops, in milliseconds. */
const PATIENCE = 500;

/** A desk that is listening. */
export interface Listening {
  /** `http://127.0.0.1:8080`, with the port that is really in use. */
  readonly address: string;
  readonly port: number;
  /** Takes no new requests and ends within half a second. */
  stop(): Promise<void>;
}

/** The desk cannot listen; the message says on what and what to do. */
export class CannotListen extends Error {
  override readonly name = 'CannotListen';
}

/** Listens; port 0 lets the system choose one. Rejects with `CannotListen` when the port is taken or not allowed. */
export function listen(app: Hono, host: string, port: number): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const server = serve(
      {
        fetch: app.fetch,
        hostname: host.replace(/^\[|\]$/g, ''),
        port,
        overrideGlobalObjects: false,
      },
      (info) =>
        resolve({ address: addressOf(host, info), port: info.port, stop: () => stop(server) }),
    );
    server.once('error', (error: NodeJS.ErrnoException) => reject(advice(error, host, port)));
  });
}

function stop(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    const impatience = setTimeout(
      () => 'closeAllConnections' in server && server.closeAllConnections(),
      PATIENCE,
    );
    server.close(() => {
      clearTimeout(impatience);
      resolve();
    });
    if ('closeIdleConnections' in server) server.closeIdleConnections();
  });
}

function addressOf(host: string, { port }: AddressInfo): string {
  const name = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}

function advice(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const what: Readonly<Record<string, string>> = {
    EADDRINUSE: `Port ${port} on ${host} is taken; set PORT to another, or to 0 for a free one.`,
    EACCES: `Port ${port} is not allowed for this user; set PORT to one above 1023.`,
    EADDRNOTAVAIL: `This machine has no address ${host}; set HOST to one it has, or to 127.0.0.1.`,
    ENOTFOUND: `The name ${host} leads nowhere; set HOST to an address of this machine.`,
  };
  const line = error.code === undefined ? undefined : what[error.code];
  return line === undefined ? error : new CannotListen(line, { cause: error });
}
