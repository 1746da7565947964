import type { CodeReviewer, Finding, Review, SyntaxFault } from '#core/ports/code-reviewer.ts';
import type { Group } from './group-blocks.ts';
import { groupBlocks } from './group-blocks.ts';
import { findPraises } from './find-praises.ts';
import { loneProgram } from './lone-program.ts';
import type { Model } from './model/model.ts';
import { createModel } from './model/model.ts';
import type { Block } from './paste/block.ts';
import { readPaste } from './paste/read-paste.ts';
import { rules } from './rules/index.ts';
import type { Report } from './rules/rule.ts';
import { openParser } from './syntax/open-parser.ts';
import type { Node } from './syntax/tree.ts';

/** Opens the reviewer: the parser is loaded once, and a review keeps nothing. */
export async function createReviewer(): Promise<CodeReviewer> {
  const parse = await openParser();
  return {
    review: async (message) => {
      const paste = readPaste(message);
      if (paste.kind !== 'code') return nothing;
      const groups = groupBlocks(paste.blocks, parse);
      return groups.length === 0 ? nothing : join(groups.map((group) => reviewGroup(group, paste.blocks)));
    },
  };
}

const nothing: Review = { language: 'none', syntaxError: null, findings: [], program: null, praises: [] };

interface GroupReview extends Pick<Review, 'findings' | 'program' | 'praises'> {
  readonly fault: SyntaxFault | null;
}

function join(reviews: readonly GroupReview[]): Review {
  const faults = reviews.flatMap(({ fault }) => (fault === null ? [] : [fault]));
  const isForeign = faults.length === reviews.length && faults.every(({ fault }) => fault === 'other-language');
  const findings = reviews.flatMap((one) => one.findings).toSorted((one, other) => one.line - other.line);
  return {
    language: isForeign ? 'none' : 'python',
    syntaxError: faults[0] ?? null,
    findings,
    program: reviews.length === 1 ? (reviews[0]?.program ?? null) : null,
    praises: findings.length > 0 || faults.length > 0 ? [] : reviews.flatMap(({ praises }) => praises),
  };
}

function reviewGroup(group: Group, blocks: readonly Block[]): GroupReview {
  const { fault } = group;
  const model = createModel({ ...group.parsed, isFragment: group.isFragment });
  if (fault === null) {
    const findings = applyRules(group, model);
    return {
      fault,
      findings,
      program: loneProgram(group, { blocks, model, findings }),
      praises: findPraises(group, model),
    };
  }
  const place = group.placeOf(fault.line);
  const told = { line: place.line, fault: fault.kind };
  const own = { rule: 'syntax_error', ...place, endLine: place.line, about: '', fix: null };
  const structureIsLost = fault.kind === 'other-language' || fault.kind === 'lost-indentation';
  const others = structureIsLost ? [] : applyRules(group, model);
  // What a chat or a keyboard did to the code is not the learner's mistake, where there is another one to speak of.
  const isOfChat = fault.kind === 'cut-off' || (fault.kind === 'full-width' && others.length > 0);
  const findings = isOfChat ? others : [own, ...others];
  return { fault: told, findings, program: null, praises: [] };
}

function applyRules(group: Group, model: Model): readonly Finding[] {
  const found = new Map<string, Finding>();
  const around = (node: Node) => [node, ...model.ancestors(node)];
  const isBroken = (node: Node) =>
    group.fault !== null && around(node).some((one) => one.kind === 'broken' || hasBroken(one));
  // A header that did not parse leaves its body at the outermost level.
  const isAfterFault = (node: Node) =>
    group.fault !== null && node.line > group.fault.line && model.owner(node).kind === 'module';
  for (const rule of rules) {
    const report: Report = (at, more = {}) => {
      const key = `${rule.name} ${at.line}`;
      if (found.has(key) || isBroken(at) || (rule.name === 'await_outside_async' && isAfterFault(at))) return;
      const place = group.placeOf(at.line);
      const about = shorten(model.textOf(more.about ?? at));
      const endLine = Math.max(place.line, group.placeOf(at.endLine).line);
      found.set(key, { rule: rule.name, ...place, endLine, about, fix: more.fix ?? null });
    };
    rule.check(model, report);
  }
  return [...found.values()];
}

/** A statement in which something did not parse; what stands in its blocks is judged for itself. */
function hasBroken(node: Node): boolean {
  return node.kind === 'function' && node.body.some(({ kind }) => kind === 'broken');
}

const longestAbout = 60;

function shorten(text: string): string {
  const [first = ''] = text.split('\n');
  return first.length < text.length || first.length > longestAbout
    ? `${first.slice(0, longestAbout).trimEnd()}…`
    : first;
}
