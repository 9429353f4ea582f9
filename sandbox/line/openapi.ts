import { readFileSync } from "node:fs";
import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import { parse } from "yaml";

type Schema = { [keyword: string]: unknown };
type Components = Record<string, Schema>;

export type OpenApiSchemas = {
  /** The schemas by name; a discriminated one holds its kinds under `oneOf` and their names under `x-kinds`. */
  schemas: Components;
  /** Compiled at the first call. Throws when there is no such schema. */
  validator: (name: string) => ValidateFunction;
  /** Names of the properties that a schema declares, its bases included. */
  propertiesOf: (name: string) => Set<string>;
};

type DocumentName = "messaging-api" | "webhook" | "channel-access-token" | "insight";

/** Reading and compiling takes a tenth of a second; the documents do not change. */
const documents = new Map<DocumentName, OpenApiSchemas>();

/**
 * The schemas of one of LINE's OpenAPI documents (`openapi/`) as JSON Schema. LINE's documents describe kinds by
 * `discriminator` with a mapping and `allOf` back to the base, which JSON Schema would follow in a circle; here the base
 * becomes a choice among its kinds, and each kind keeps the base's properties.
 */
export function loadOpenApi(file: DocumentName): OpenApiSchemas {
  const loaded = documents.get(file) ?? readOpenApi(file);
  documents.set(file, loaded);
  return loaded;
}

function readOpenApi(file: DocumentName): OpenApiSchemas {
  const text = readFileSync(new URL(`openapi/${file}.yml`, import.meta.url), "utf8");
  const document = parse(text, { maxAliasCount: -1 }) as { components: { schemas: Components } };
  const schemas = withChoices(withLocalReferences(document.components.schemas));
  const ajv = new Ajv({
    strict: false,
    allErrors: true,
    verbose: true,
    discriminator: true,
    // LINE counts UTF-16 units, not characters.
    unicode: false,
    // `uri`, `int32` and the like say nothing that LINE checks this way; addresses have rules of their own.
    validateFormats: false,
    logger: false,
  });
  ajv.addSchema({ $id: file, $defs: schemas });
  const compiled = new Map<string, ValidateFunction>();

  function propertiesOf(name: string): Set<string> {
    const schema = schemas[name] ?? {};
    const names = new Set(Object.keys((schema.properties as Schema | undefined) ?? {}));
    for (const part of (schema.allOf as Schema[] | undefined) ?? []) {
      const base = typeof part.$ref === "string" ? part.$ref.replace("#/$defs/", "") : undefined;
      const own = base
        ? propertiesOf(base)
        : Object.keys((part.properties as Schema | undefined) ?? {});
      for (const property of own) names.add(property);
    }
    return names;
  }

  return {
    schemas,
    propertiesOf,
    validator(name) {
      const known = compiled.get(name);
      if (known) return known;
      if (!schemas[name]) throw new Error(`LINE's ${file}.yml has no schema ${name}.`);
      const validate = ajv.compile({ $ref: `${file}#/$defs/${name}` });
      compiled.set(name, validate);
      return validate;
    },
  };
}

/** The kinds that were allowed where a discriminator failed. */
export function kindsOf(error: ErrorObject): string[] {
  return (error.parentSchema?.["x-kinds"] as string[] | undefined) ?? [];
}

function withLocalReferences(components: Components): Components {
  const text = JSON.stringify(components).replaceAll("#/components/schemas/", "#/$defs/");
  return JSON.parse(text) as Components;
}

function withChoices(components: Components): Components {
  const result: Components = { ...components };
  for (const [name, base] of Object.entries(components)) {
    const discriminator = base.discriminator as
      { propertyName: string; mapping: Record<string, string> } | undefined;
    if (!discriminator) continue;
    const { propertyName, mapping } = discriminator;
    result[`${name}.base`] = { ...base, discriminator: undefined };
    result[name] = {
      type: "object",
      required: [propertyName],
      discriminator: { propertyName },
      oneOf: Object.values(mapping).map(($ref) => ({ $ref })),
      "x-kinds": Object.keys(mapping),
    };
    for (const [kind, reference] of Object.entries(mapping)) {
      const kindName = reference.replace("#/$defs/", "");
      const schema = result[kindName] ?? {};
      const allOf = (schema.allOf as Schema[] | undefined)?.map((part) =>
        part.$ref === `#/$defs/${name}` ? { $ref: `#/$defs/${name}.base` } : part,
      );
      result[kindName] = {
        ...schema,
        ...(allOf ? { allOf } : {}),
        properties: {
          ...(schema.properties as Schema | undefined),
          [propertyName]: { const: kind },
        },
      };
    }
  }
  return result;
}
