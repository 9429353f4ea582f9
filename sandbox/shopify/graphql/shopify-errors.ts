import type { GraphQLError } from "graphql";

/** Errors as Shopify words them where its wording is known; else graphql-js's own. */
export function shopifyErrors(errors: readonly GraphQLError[]): object[] {
  return errors.map((error) => {
    const undefinedField = /^Cannot query field "(\w+)" on type "(\w+)"/.exec(error.message);
    if (undefinedField) {
      const [, fieldName, typeName] = undefinedField;
      return {
        message: `Field '${fieldName}' doesn't exist on type '${typeName}'`,
        locations: error.locations,
        path: ["query", fieldName],
        extensions: { code: "undefinedField", typeName, fieldName },
      };
    }
    return {
      message: error.message,
      ...(error.locations && { locations: error.locations }),
      ...(error.path && { path: error.path }),
      ...(Object.keys(error.extensions).length > 0 && { extensions: error.extensions }),
    };
  });
}
