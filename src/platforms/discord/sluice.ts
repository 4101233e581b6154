import { type IShardingStrategy, SimpleShardingStrategy } from 'discord.js';
import type { Sluice } from './intake.ts';

/** discord.js's own name for its gateway manager is taken by an older class, so the strategy's argument says what is meant. */
type GatewayManager = ConstructorParameters<typeof SimpleShardingStrategy>[0];

/**
 * Stops and goes on reading from every shard's connection. discord.js reads as fast as the network brings, whatever happens to what
 * was read; the connections are its own, so they are reached through the strategy that holds them, and where a later version keeps
 * them elsewhere nothing is stopped.
 */
export class GatewaySluice implements Sluice {
  readonly #strategies: SimpleShardingStrategy[] = [];

  /** For the client's option `ws.buildStrategy`. */
  readonly buildStrategy = (manager: GatewayManager): IShardingStrategy => {
    const strategy = new SimpleShardingStrategy(manager);
    this.#strategies.push(strategy);
    return strategy;
  };

  close(): void {
    for (const connection of this.#connections()) connection.pause();
  }

  open(): void {
    for (const connection of this.#connections()) connection.resume();
  }

  #connections(): Pausable[] {
    return this.#strategies
      .flatMap((strategy) => [
        ...((Reflect.get(strategy, 'shards') ?? []) as Map<number, object>).values(),
      ])
      .map((shard) => Reflect.get(shard, 'connection'))
      .filter(isPausable);
  }
}

interface Pausable {
  pause(): void;
  resume(): void;
}

function isPausable(connection: unknown): connection is Pausable {
  return typeof connection === 'object' && connection !== null && 'pause' in connection;
}
