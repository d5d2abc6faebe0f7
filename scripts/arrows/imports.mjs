import { parseSync } from 'vite';

/**
 * @typedef {{ specifier: string, line: number }} Import
 * @typedef {{ imports: Import[], environmentLines: number[] }} FileFacts
 */

/**
 * What a source file imports (import, export from, import(), require, import types) and where it reads process.env.
 * @param {string} path for its extension and for messages @param {string} source
 * @returns {FileFacts}
 */
export function readFileFacts(path, source) {
  const { program, errors } = parseSync(path, source);
  if (errors.length > 0) throw new Error(`${path} cannot be parsed: ${errors[0]?.message}`);
  const lineOf = lineFinder(source);
  /** @type {FileFacts} */
  const facts = { imports: [], environmentLines: [] };
  walk(program, (node) => {
    const literal = importedFrom(node);
    if (literal) facts.imports.push({ specifier: literal.value, line: lineOf(literal.start) });
    if (readsEnvironment(node)) facts.environmentLines.push(lineOf(node.start));
  });
  return facts;
}

const DECLARATIONS = new Set([
  'ImportDeclaration',
  'ExportAllDeclaration',
  'ExportNamedDeclaration',
  'ImportExpression',
  'TSImportType',
]);

/** The string literal that names a module, when `node` imports one. */
function importedFrom(node) {
  if (DECLARATIONS.has(node.type)) return stringLiteral(node.source ?? node.argument);
  if (node.type === 'TSExternalModuleReference') return stringLiteral(node.expression);
  if (node.type !== 'CallExpression') return null;
  const { callee } = node;
  const isRequire =
    callee.name === 'require' || (callee.object?.name === 'require' && callee.property?.name === 'resolve');
  return isRequire ? stringLiteral(node.arguments[0]) : null;
}

/** `process.env`, `process['env']`, `{ env } = process`, and `env` imported from node:process. */
function readsEnvironment(node) {
  if (node.type === 'MemberExpression')
    return node.object.name === 'process' && (node.property.name ?? node.property.value) === 'env';
  if (node.type === 'VariableDeclarator') return node.init?.name === 'process' && hasEnv(node.id.properties);
  if (node.type === 'ImportDeclaration')
    return /^(node:)?process$/.test(node.source.value) && hasEnv(node.specifiers);
  return false;
}

const hasEnv = (list) => (list ?? []).some((item) => (item.imported ?? item.key)?.name === 'env');

function stringLiteral(node) {
  const literal = node?.type === 'TSLiteralType' ? node.literal : node;
  return literal?.type === 'Literal' && typeof literal.value === 'string' ? literal : null;
}

function walk(node, visit) {
  if (Array.isArray(node)) {
    for (const item of node) walk(item, visit);
  } else if (node && typeof node === 'object') {
    if (typeof node.type === 'string') visit(node);
    for (const key in node) walk(node[key], visit);
  }
}

function lineFinder(/** @type {string} */ source) {
  const starts = [0];
  for (let at = source.indexOf('\n'); at !== -1; at = source.indexOf('\n', at + 1)) starts.push(at + 1);
  return (/** @type {number} */ offset) => {
    let low = 0;
    for (let high = starts.length - 1; low < high; ) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  };
}
