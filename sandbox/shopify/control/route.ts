import type { Request } from "express";
import { z } from "zod";

import { parseGid } from "../state/ids.ts";
import type { ShopState } from "../state/shop-state.ts";

/** A control route: what it returns is the answer's JSON; a `Refusal` becomes its status. */
type ControlHandler = (request: Request, shop: ShopState) => unknown;

export type Routes = Record<string, ControlHandler>;

/** Thrown by control routes for what the caller asked wrongly. */
export class Refusal extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** The body by its schema, or a 400 that says what is wrong. */
export function parse<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw new Refusal(400, z.prettifyError(parsed.error));
  return parsed.data;
}

/** A numeric id from a number or a gid. */
export const numberOf = (id: string): number => parseGid(decodeURIComponent(id))?.id ?? Number(id);
