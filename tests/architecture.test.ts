import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

// The picture in README.md, "The house": rows from top to bottom. Imports go down, never up, never sideways.
const rows: string[][] = [
  ["frame"],
  ["routes", "intake", "worker"],
  ["recovery", "inbox", "imports", "people"],
  ["linking"],
  ["messages"],
  ["friends", "customers", "checkouts", "channels", "shops", "staff", "links"],
  ["ui"],
  ["line", "shopify", "mail"],
  ["platform"],
];
const rowOf = new Map(rows.flatMap((row, index) => row.map((room) => [room, index] as const)));

type Import = { from: string; to: string; isTypeOnly: boolean };

const files = listFiles(["app", "bench", "sandbox", "prisma", "tests"]);
const imports: Import[] = files.flatMap(readImports);

function readImports(from: string): Import[] {
  const found: Import[] = [];
  const visit = (node: ts.Node) => {
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier) {
      const isTypeOnly = ts.isExportDeclaration(node)
        ? node.isTypeOnly
        : (node.importClause?.isTypeOnly ?? false);
      found.push({
        from,
        to: resolve(from, (node.moduleSpecifier as ts.StringLiteral).text),
        isTypeOnly,
      });
    }
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [specifier] = node.arguments;
      if (specifier && ts.isStringLiteral(specifier)) {
        found.push({ from, to: resolve(from, specifier.text), isTypeOnly: false });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(from, readFileSync(from, "utf8"), ts.ScriptTarget.Latest));
  return found;
}

function listFiles(folders: string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .map((name) => join(folder, name))
      .filter((name) => /\.tsx?$/.test(name) && !name.endsWith(".d.ts")),
  );
}

function resolve(from: string, specifier: string): string {
  if (specifier.startsWith("#")) return specifier.slice(1);
  return specifier.startsWith(".") ? normalize(join(dirname(from), specifier)) : specifier;
}

function roomOf(path: string): string | undefined {
  if (!path.startsWith("app/")) return undefined;
  const [, room, rest] = path.split("/");
  return rest === undefined ? "frame" : room;
}

function list(found: Import[]): string[] {
  return found.map(({ from, to }) => `${from} imports ${to}`);
}

test("the picture in README.md has the same rows", () => {
  const [, picture = ""] =
    /## The house[^]*?```\n([^]*?)```/.exec(readFileSync("README.md", "utf8")) ?? [];
  const drawn = picture.split("\n").map((line) => line.match(/\b[a-z]+\b(?!\.)/g) ?? []);
  const rooms = drawn.map((words) => words.filter((word) => rowOf.has(word)));
  expect(rooms.filter((row) => row.length > 0)).toEqual(rows);
});

test("every folder of app/ is a room of the picture", () => {
  const rooms = new Set(files.map(roomOf).filter((room) => room !== undefined));
  expect([...rooms].filter((room) => !rowOf.has(room))).toEqual([]);
});

test("inside the product imports go down, never up and never sideways", () => {
  const wrong = imports.filter(({ from, to, isTypeOnly }) => {
    const [fromRoom, toRoom] = [roomOf(from), roomOf(to)];
    // The root's data reaches every route: its type is the one thing that routes know of the frame.
    if (isTypeOnly && fromRoom === "routes" && to === "app/root.tsx") return false;
    if (!fromRoom || !toRoom || fromRoom === toRoom) return false;
    return (rowOf.get(fromRoom) ?? 0) >= (rowOf.get(toRoom) ?? 0);
  });
  expect(list(wrong)).toEqual([]);
});

test("the product imports nothing from the sandbox, the tests or the measurements", () => {
  const wrong = imports.filter(
    ({ from, to }) => from.startsWith("app/") && /^(bench|sandbox|tests)\//.test(to),
  );
  expect(list(wrong)).toEqual([]);
});

test("the stand-ins import nothing from the product; the phone and the desk draw with its components", () => {
  const wrong = imports.filter(({ from, to }) => {
    if (!from.startsWith("sandbox/") || !to.startsWith("app/")) return false;
    if (from === "sandbox/start.ts") return !to.startsWith("app/platform/");
    return !(/^sandbox\/(phone|desk)\//.test(from) && to.startsWith("app/ui/"));
  });
  expect(list(wrong)).toEqual([]);
});

test("LINE's and Shopify's SDKs and the mailer are known to their gateways only", () => {
  const wrong = imports.filter(({ from, to }) => {
    if (!from.startsWith("app/")) return false;
    if (to === "nodemailer" || to.startsWith("nodemailer/")) return roomOf(from) !== "mail";
    if (to.startsWith("@line/")) return roomOf(from) !== "line";
    const isServerSdk =
      /^(@shopify\/shopify-api|@shopify\/shopify-app-session|@shopify\/admin-api-client|graphql-request)/.test(
        to,
      );
    return isServerSdk && roomOf(from) !== "shopify";
  });
  expect(list(wrong)).toEqual([]);
});

test("routes hold no Prisma", () => {
  const wrong = imports.filter(
    ({ from, to }) => roomOf(from) === "routes" && to.startsWith("@prisma/"),
  );
  expect(list(wrong)).toEqual([]);
});

test("what runs in the browser imports nothing that runs on the server only", () => {
  const isServer = (path: string) => /\.server\.tsx?$/.test(path) || path.startsWith("node:");
  const wrong = imports.filter(({ from, to, isTypeOnly }) => {
    const room = roomOf(from);
    if (isTypeOnly || !room || room === "routes" || room === "frame" || isServer(from))
      return false;
    return isServer(to);
  });
  expect(list(wrong)).toEqual([]);
});

test("process.env is read by the environment's own file only", () => {
  const readers = files.filter(
    (path) =>
      path.startsWith("app/") &&
      /process\.env\b/.test(readFileSync(path, "utf8").replace(/`process\.env`/g, "")),
  );
  expect(readers).toEqual(["app/platform/env.server.ts"]);
});
