import { randomUUID } from 'node:crypto';
import { viewContent } from './content.ts';
import { withBlockIds } from './conversation.ts';
import type { Grant } from './grants.ts';
import { type JsonObject, objectsIn, textIn } from './json.ts';
import { LIMITS } from './limits.ts';
import type { Method, MethodCall } from './method-call.ts';
import { needText } from './method-call.ts';
import type { StoredView, Workspace } from './workspace-state.ts';
import { SlackError, type World } from './world.ts';

/** views.*: modals, which need a trigger_id, and the home page. */
export const VIEW_METHODS: Record<string, Method> = {
  'views.open': (call) => openModal(call, false),
  'views.push': (call) => openModal(call, true),
  'views.update': (call) => {
    const content = viewContent(call.world, call.method, call.args.view);
    const view = existingView(call);
    checkHash(call, view);
    replaceView(call.world, view, content);
    return { view };
  },
  'views.publish': (call) => {
    const userId = needText(call, 'user_id');
    const content = viewContent(call.world, call.method, call.args.view);
    if (!call.workspace.users.has(userId)) throw new SlackError('user_not_found');
    const published = call.workspace.homes.get(userId);
    if (published) {
      checkHash(call, published);
      replaceView(call.world, published, content);
      return { view: published };
    }
    const view = storeView(call.world, call.workspace, content);
    call.workspace.homes.set(userId, view);
    return { view };
  },
};

/** Puts a modal on top of a user's stack, as views.push and `response_action: push` do. */
export function pushModal(
  world: World,
  workspace: Workspace,
  grant: Grant,
  content: JsonObject,
): StoredView {
  const stack = workspace.modals.get(grant.userId) ?? [];
  if (stack.length >= LIMITS.viewStack) throw new SlackError('push_limit_reached');
  const view = storeView(world, workspace, content, grant);
  const below = stack.at(-1);
  if (below) {
    view.previous_view_id = below.id;
    view.root_view_id = below.root_view_id;
  }
  workspace.modals.set(grant.userId, [...stack, view]);
  return view;
}

/** Replaces what a view shows; its id stays, its hash changes. */
export function replaceView(world: World, view: StoredView, content: JsonObject): void {
  const blocks = withBlockIds(objectsIn(content.blocks));
  Object.assign(view, content, { blocks, hash: newHash(world) });
  announce(world, view);
}

function openModal(call: MethodCall, push: boolean): JsonObject {
  const { world, workspace, args } = call;
  const content = viewContent(world, call.method, args.view);
  const grant = world.grants.useTrigger(needText(call, 'trigger_id'), workspace.id);
  if (typeof grant === 'string') throw new SlackError(grant);
  if (!push) workspace.modals.set(grant.userId, []);
  return { view: pushModal(world, workspace, grant, content) };
}

function storeView(
  world: World,
  workspace: Workspace,
  content: JsonObject,
  grant?: Grant,
): StoredView {
  const id = world.state.nextId('V');
  const view: StoredView = {
    private_metadata: '',
    callback_id: '',
    ...content,
    id,
    team_id: workspace.id,
    type: content.type === 'home' ? 'home' : 'modal',
    blocks: withBlockIds(objectsIn(content.blocks)),
    hash: newHash(world),
    state: { values: {} },
    root_view_id: id,
    previous_view_id: null,
    app_id: world.appId,
    bot_id: workspace.bot.botId,
  };
  workspace.views.set(id, view);
  if (grant) world.viewOpeners.set(id, grant);
  announce(world, view);
  return view;
}

function announce(world: World, view: StoredView): void {
  const copy = structuredClone(view);
  world.views.push(copy);
  world.viewOpeners.get(view.id)?.views.push(copy);
}

function existingView({ workspace, args }: MethodCall): StoredView {
  const external = textIn(args.external_id);
  const view = external
    ? [...workspace.views.values()].find((candidate) => candidate.external_id === external)
    : workspace.views.get(String(args.view_id));
  if (!view) throw new SlackError('not_found');
  return view;
}

function checkHash({ args }: MethodCall, view: StoredView): void {
  const hash = textIn(args.hash);
  if (hash !== undefined && hash !== view.hash) throw new SlackError('hash_conflict');
}

function newHash(world: World): string {
  return `${Math.floor(world.now() / 1000)}.${randomUUID().slice(0, 8)}`;
}
