import { existsSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import ts from "typescript";

/**
 * The names that a route reads from query, form and path, found in its source and in the modules that it hands them
 * to: `.get("q")`, `fieldOf(form, "linkId")`, `params.id`, and the fields of zod's objects.
 */
export function namesRead(file: string): string[] {
  const source = parse(file);
  const handedTo = importsOf(source, file).filter(
    (path) => path.startsWith("app/") && path.endsWith(".ts") && existsSync(path),
  );
  const isPure = (path: string) => !path.endsWith(".server.ts");
  return [
    ...new Set([
      ...readsOf(source),
      ...schemaFieldsOf(source),
      ...handedTo.flatMap((path) => readsOf(parse(path))),
      ...handedTo.filter(isPure).flatMap((path) => schemaFieldsOf(parse(path))),
    ]),
  ].sort();
}

const parse = (file: string) =>
  ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);

function importsOf(source: ts.SourceFile, file: string): string[] {
  return source.statements.filter(ts.isImportDeclaration).map(({ moduleSpecifier }) => {
    const { text } = moduleSpecifier as ts.StringLiteral;
    return text.startsWith("#") ? text.slice(1) : normalize(join(dirname(file), text));
  });
}

const READERS = new Set(["get", "getAll", "has"]);
const SCHEMAS = new Set(["object", "looseObject", "strictObject"]);

function readsOf(source: ts.SourceFile): string[] {
  return collect(source, (node) => {
    if (ts.isPropertyAccessExpression(node) && node.expression.getText() === "params")
      return [node.name.text];
    if (!ts.isCallExpression(node)) return [];
    const { expression, arguments: given } = node;
    const name =
      ts.isPropertyAccessExpression(expression) && READERS.has(expression.name.text)
        ? given[0]
        : ts.isIdentifier(expression) && READERS.has(expression.text)
          ? given[0]
          : ts.isIdentifier(expression) && expression.text === "fieldOf"
            ? given[1]
            : undefined;
    return name && ts.isStringLiteral(name) ? [name.text] : [];
  });
}

function schemaFieldsOf(source: ts.SourceFile): string[] {
  return collect(source, (node) => {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return [];
    const [shape] = node.arguments;
    if (!SCHEMAS.has(node.expression.name.text) || !shape || !ts.isObjectLiteralExpression(shape))
      return [];
    return shape.properties.flatMap(({ name }) =>
      name && ts.isIdentifier(name) ? [name.text] : [],
    );
  });
}

function collect(source: ts.SourceFile, look: (node: ts.Node) => string[]): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node) => {
    found.push(...look(node));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
