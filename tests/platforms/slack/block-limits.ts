import { checkElement, checkImage } from './element-limits.ts';
import { isObject, type JsonObject, objectsIn } from './json.ts';
import { LIMITS, type Violation } from './limits.ts';
import {
  broken,
  checkList,
  checkString,
  checkText,
  checkUniqueIds,
  type Findings,
} from './text-limits.ts';

/** Where blocks are shown; some exist in messages only. */
export type Surface = 'message' | 'modal' | 'home';

type BlockCheck = (findings: Findings, block: JsonObject, pointer: string) => void;

const MESSAGE_ONLY = new Set(['markdown', 'table']);

/** All rules that a list of blocks breaks; empty when Slack would take it. */
export function checkBlocks(blocks: unknown, surface: Surface, pointer = '/blocks'): Violation[] {
  const findings: Findings = { violations: [], markdownLength: 0, tables: 0 };
  const max = surface === 'message' ? LIMITS.messageBlocks : LIMITS.viewBlocks;
  const list = checkList(findings, blocks, pointer, max, 0);
  checkUniqueIds(findings, list, 'block_id', pointer);
  list.forEach((block, index) => {
    checkBlock(findings, block, `${pointer}/${index}`, surface);
  });
  if (findings.markdownLength > LIMITS.markdown) {
    broken(findings, pointer, `markdown blocks must stay below ${LIMITS.markdown + 1} characters`);
  }
  if (findings.tables > 1) broken(findings, pointer, 'only one table allowed');
  return findings.violations;
}

/** Attachments as chat.postMessage takes them; their blocks count as a message's. */
export function checkAttachments(attachments: unknown): Violation[] {
  const findings: Findings = { violations: [], markdownLength: 0, tables: 0 };
  checkList(findings, attachments, '/attachments', LIMITS.messageBlocks, 0).forEach(
    (item, index) => {
      const at = `/attachments/${index}`;
      if (item.blocks !== undefined) {
        findings.violations.push(...checkBlocks(item.blocks, 'message', `${at}/blocks`));
      }
      checkString(findings, item.callback_id, `${at}/callback_id`, LIMITS.id);
    },
  );
  return findings.violations;
}

/** The rules that a modal or home view breaks as a whole. */
export function checkView(view: unknown): Violation[] {
  if (!isObject(view)) return [{ pointer: '/view', rule: 'must be an object' }];
  const findings: Findings = { violations: [], markdownLength: 0, tables: 0 };
  if (view.type !== 'modal' && view.type !== 'home') {
    broken(findings, '/view/type', 'must be modal or home');
  }
  const modal = view.type === 'modal';
  const label = { max: LIMITS.viewTitle, plain: true };
  checkText(findings, view.title, '/view/title', { ...label, required: modal });
  checkText(findings, view.submit, '/view/submit', label);
  checkText(findings, view.close, '/view/close', label);
  checkString(findings, view.callback_id, '/view/callback_id', LIMITS.id);
  checkString(findings, view.external_id, '/view/external_id', LIMITS.id);
  if (typeof view.private_metadata === 'string' && view.private_metadata !== '') {
    const at = '/view/private_metadata';
    checkString(findings, view.private_metadata, at, LIMITS.privateMetadata);
  }
  const inputs = objectsIn(view.blocks).some(({ type }) => type === 'input');
  if (modal && inputs && view.submit === undefined) {
    broken(findings, '/view/submit', 'a modal with an input block needs submit');
  }
  const blocks = checkBlocks(view.blocks, modal ? 'modal' : 'home', '/view/blocks');
  return [...findings.violations, ...blocks];
}

/** The characters of every text inside blocks, which Slack limits over a whole message. */
export function blockTextLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum, item) => sum + blockTextLength(item), 0);
  if (!isObject(value)) return 0;
  return Object.entries(value).reduce(
    (sum, [key, item]) =>
      sum + (key === 'text' && typeof item === 'string' ? item.length : blockTextLength(item)),
    0,
  );
}

function checkBlock(
  findings: Findings,
  block: JsonObject,
  pointer: string,
  surface: Surface,
): void {
  const check = CHECKS[String(block.type)];
  if (!check || (surface !== 'message' && MESSAGE_ONLY.has(String(block.type)))) {
    const rule = `unsupported type of block in a ${surface}: ${String(block.type)}`;
    broken(findings, `${pointer}/type`, rule);
  } else check(findings, block, pointer);
}

function checkSection(findings: Findings, section: JsonObject, pointer: string): void {
  checkText(findings, section.text, `${pointer}/text`, { max: LIMITS.sectionText });
  if (section.fields !== undefined) {
    const at = `${pointer}/fields`;
    checkList(findings, section.fields, at, LIMITS.fields).forEach((field, index) => {
      checkText(findings, field, `${at}/${index}`, { max: LIMITS.field });
    });
  } else if (section.text === undefined) {
    broken(findings, pointer, 'a section needs text or fields');
  }
  if (isObject(section.accessory)) {
    checkElement(findings, section.accessory, `${pointer}/accessory`, 'accessory');
  }
}

function checkContext(findings: Findings, context: JsonObject, pointer: string): void {
  const at = `${pointer}/elements`;
  const elements = checkList(findings, context.elements, at, LIMITS.contextElements);
  elements.forEach((element, index) => {
    if (element.type === 'image') checkImage(findings, element, `${at}/${index}`);
    else checkText(findings, element, `${at}/${index}`);
  });
}

function checkActions(findings: Findings, actions: JsonObject, pointer: string): void {
  const at = `${pointer}/elements`;
  const elements = checkList(findings, actions.elements, at, LIMITS.actionsElements);
  checkUniqueIds(findings, elements, 'action_id', at);
  elements.forEach((element, index) => {
    checkElement(findings, element, `${at}/${index}`, 'actions');
  });
}

function checkInput(findings: Findings, input: JsonObject, pointer: string): void {
  const plain = { plain: true };
  const label = { ...plain, max: LIMITS.inputLabel, required: true };
  checkText(findings, input.label, `${pointer}/label`, label);
  checkText(findings, input.hint, `${pointer}/hint`, { ...plain, max: LIMITS.inputHint });
  const element = isObject(input.element) ? input.element : {};
  checkElement(findings, element, `${pointer}/element`, 'input');
}

function checkTable(findings: Findings, table: JsonObject, pointer: string): void {
  findings.tables += 1;
  const rows = Array.isArray(table.rows) ? table.rows : [];
  const at = `${pointer}/rows`;
  if (rows.length < 1) broken(findings, at, 'no less than 1 items allowed');
  if (rows.length > LIMITS.tableRows) {
    broken(findings, at, `no more than ${LIMITS.tableRows} items allowed`);
  }
  rows.forEach((row, index) => {
    checkList(findings, row, `${at}/${index}`, LIMITS.tableCells);
  });
}

const CHECKS: Record<string, BlockCheck> = {
  divider: () => undefined,
  section: checkSection,
  context: checkContext,
  actions: checkActions,
  input: checkInput,
  table: checkTable,
  header: (findings, block, pointer) =>
    checkText(findings, block.text, `${pointer}/text`, {
      max: LIMITS.header,
      plain: true,
      required: true,
    }),
  image: (findings, block, pointer) => {
    checkImage(findings, block, pointer);
    checkText(findings, block.title, `${pointer}/title`, { max: LIMITS.imageTitle, plain: true });
  },
  markdown: (findings, block, pointer) => {
    checkString(findings, block.text, `${pointer}/text`, LIMITS.markdown, true);
    findings.markdownLength += typeof block.text === 'string' ? block.text.length : 0;
  },
  rich_text: (findings, block, pointer) => {
    checkList(findings, block.elements, `${pointer}/elements`, Number.POSITIVE_INFINITY);
  },
};
