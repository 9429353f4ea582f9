import {
  GraphQLError,
  OperationTypeNode,
  execute,
  getOperationAST,
  parse,
  validate,
} from "graphql";
import type { DocumentNode, ExecutionResult } from "graphql";

import type { AdminSchema } from "./admin-schema.ts";
import type { CostBucket } from "./cost-bucket.ts";
import { actualCost, maxQueryCost, requestedCost } from "./query-cost.ts";
import type { QueryContext } from "./query-context.ts";
import { mutationRoot } from "./resolvers/mutation-root.ts";
import { queryRoot } from "./resolvers/query-root.ts";
import { shopifyErrors } from "./shopify-errors.ts";
import { strictResolver } from "./strict-resolver.ts";

export type AdminQuery = {
  query: string;
  variables: Record<string, unknown>;
  operationName: string | null;
};

export type AdminAnswer = {
  data?: unknown;
  errors?: object[];
  extensions?: { cost: object };
};

/** Runs one request of the Admin API: validation, cost, scopes and execution, with Shopify's answers to each. */
export async function executeAdminQuery(
  admin: AdminSchema,
  context: QueryContext,
  bucket: CostBucket,
  request: AdminQuery,
): Promise<AdminAnswer> {
  const parsed = parseQuery(request.query);
  if ("errors" in parsed) return { errors: shopifyErrors(parsed.errors) };
  const invalid = validate(admin.schema, parsed.document);
  if (invalid.length > 0) return { errors: shopifyErrors(invalid) };
  const operation = getOperationAST(parsed.document, request.operationName);
  if (!operation) return { errors: [{ message: "An operation name is required" }] };

  const isMutation = operation.operation === OperationTypeNode.MUTATION;
  const cost = requestedCost(admin.schema, parsed.document, request.variables);
  if (cost > maxQueryCost) return { errors: [tooCostly(cost)] };
  if (!bucket.take(cost)) return throttled(bucket, cost);

  const result = await execute({
    schema: admin.schema,
    document: parsed.document,
    rootValue: isMutation ? mutationRoot(context) : queryRoot(context),
    contextValue: context,
    variableValues: request.variables,
    operationName: request.operationName,
    fieldResolver: strictResolver(admin),
    typeResolver: (value) => (value as { __typename: string }).__typename,
  });
  const spent = Math.min(cost, actualCost(result.data, isMutation));
  bucket.giveBack(cost - spent);
  return {
    ...plain(result),
    extensions: {
      cost: { requestedQueryCost: cost, actualQueryCost: spent, throttleStatus: bucket.status() },
    },
  };
}

function parseQuery(query: string): { document: DocumentNode } | { errors: GraphQLError[] } {
  try {
    return { document: parse(query) };
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [error] };
    throw error;
  }
}

function plain(result: ExecutionResult): AdminAnswer {
  return {
    ...(result.errors && { errors: shopifyErrors(result.errors) }),
    ...(result.data !== undefined && { data: result.data }),
  };
}

/** The answer to a query that the bucket cannot pay for; status 200, as all of GraphQL's. */
export function throttled(bucket: CostBucket, requestedQueryCost: number): AdminAnswer {
  return {
    errors: [
      {
        message: "Throttled",
        extensions: {
          code: "THROTTLED",
          documentation: "https://shopify.dev/api/usage/rate-limits",
        },
      },
    ],
    extensions: {
      cost: { requestedQueryCost, actualQueryCost: null, throttleStatus: bucket.status() },
    },
  };
}

function tooCostly(cost: number) {
  return {
    message: `Query cost is ${cost}, which exceeds the single query max cost limit (${maxQueryCost}).`,
    extensions: {
      code: "MAX_COST_EXCEEDED",
      cost,
      maxCost: maxQueryCost,
      documentation: "https://shopify.dev/api/usage/rate-limits",
    },
  };
}
