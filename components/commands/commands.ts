import { applyFix, goToField } from '@/components/composer/apply-fix';
import { composerActions } from '@/components/composer/composer-actions';
import { rollSeed } from '@/components/composer/roll-seed';
import { whenThere } from '@/components/composer/when-there';
import { chooseAll } from '@/components/selection/choose-all';
import { openDialog } from '@/components/studio/dialogs';
import { fillDraft } from '@/components/studio/draft';
import { enterRoom } from '@/components/studio/room';
import { chosenCommands } from './chosen-commands';
import { type Command, inStudio, opens, type Situation } from './command';
import { filterCommands } from './filter-commands';
import { frameCommands } from './frame-commands';
import { globalKeys } from './keys';
import { pictureCommands } from './picture-commands';
import { roomCommands } from './room-commands';
import { viewCommands } from './view-commands';

const takesSeed = ({ model }: Situation) => model?.firstframe.seed === true;

function openMore(id?: string): void {
  composerActions()?.openMore();
  if (id) whenThere(id, (control) => control.focus());
}

/** Everything that can be done from the palette. */
export const commands: readonly Command[] = [
  {
    id: 'send',
    group: 'make',
    keywords: 'send make generate submit create go 发送 生成 提交 制作',
    keys: globalKeys.send,
    isOffered: inStudio,
    run: () => composerActions()?.send(),
  },
  {
    id: 'prompt',
    group: 'make',
    keywords: 'prompt write words describe text focus 提示词 描述 文字 输入',
    keys: globalKeys.prompt,
    isOffered: inStudio,
    run: () => goToField('prompt'),
  },
  {
    id: 'prompts',
    group: 'make',
    keywords: 'history saved library templates 历史 模板 收藏',
    ...opens({ name: 'prompts' }),
  },
  {
    id: 'improve',
    group: 'make',
    keywords: 'improve rewrite enhance 改进 润色 优化',
    ...opens({ name: 'improve' }),
  },
  {
    id: 'matrix',
    group: 'make',
    keywords: 'matrix batch variants table list 矩阵 批量 组合 表格',
    ...opens({ name: 'matrix' }),
  },
  {
    id: 'request',
    group: 'make',
    keywords: 'request inspect curl fields json preview 请求 查看 字段 命令',
    ...opens({ name: 'request' }),
  },
  {
    id: 'sent',
    group: 'make',
    keywords: 'sent refused error request 已发送 拒绝 错误',
    isOffered: (situation) => inStudio(situation) && situation.refusal !== null,
    run: ({ refusal }) =>
      openDialog({ name: 'request', of: refusal?.videoId ? { videoId: refusal.videoId } : 'refused' }),
  },
  {
    id: 'empty',
    group: 'make',
    keywords: 'empty clear reset form new start over 清空 重置 表单',
    isOffered: inStudio,
    run: ({ emptyForm }) => emptyForm(),
  },
  ...pictureCommands,
  ...frameCommands,
  {
    id: 'model',
    group: 'settings',
    keywords: 'model provider choose 模型 服务商 选择',
    isOffered: inStudio,
    run: () => applyFix({ kind: 'chooseModel' }),
  },
  {
    id: 'size',
    group: 'settings',
    keywords: 'size ratio aspect resolution 尺寸 比例 分辨率',
    isOffered: inStudio,
    run: () => goToField('size'),
  },
  {
    id: 'seconds',
    group: 'settings',
    keywords: 'length seconds duration 时长 秒',
    isOffered: inStudio,
    run: () => goToField('seconds'),
  },
  {
    id: 'more',
    group: 'settings',
    keywords: 'more settings advanced parameters takes fps options 更多 设置 参数 高级',
    isOffered: inStudio,
    run: () => openMore(),
  },
  {
    id: 'rollSeed',
    group: 'settings',
    keywords: 'seed random dice roll 种子 随机 骰子',
    isOffered: (situation) => inStudio(situation) && takesSeed(situation),
    run: () => {
      fillDraft({ seed: rollSeed() });
      openMore('field-seed');
    },
  },
  ...filterCommands,
  ...viewCommands,
  {
    id: 'newest',
    group: 'go',
    keywords: 'newest latest last video open review 最新 视频 打开',
    isOffered: ({ newestId }) => newestId !== null,
    run: ({ newestId }) => newestId !== null && enterRoom(newestId),
  },
  {
    id: 'selectAll',
    group: 'go',
    keywords: 'select all choose mark many videos 全选 选择 视频',
    isOffered: inStudio,
    run: () => chooseAll(),
  },
  ...chosenCommands,
  ...roomCommands,
  {
    id: 'share',
    group: 'go',
    keywords: 'share link public send 分享 链接 公开',
    isOffered: ({ roomId }) => roomId !== null,
    run: ({ roomId }) => roomId !== null && openDialog({ name: 'share', videoIds: [roomId] }),
  },
  {
    id: 'providers',
    group: 'go',
    keywords: 'providers connect key dialect 服务商 连接 密钥',
    run: ({ go }) => go('/providers'),
  },
  {
    id: 'trash',
    group: 'go',
    keywords: 'trash deleted restore bin 回收站 已删除 恢复',
    run: ({ go }) => go('/trash'),
  },
  {
    id: 'spending',
    group: 'go',
    keywords: 'spending cost price money limit budget 花费 价格 费用 限额 预算',
    run: ({ go }) => go('/spending'),
  },
  {
    id: 'settings',
    group: 'go',
    keywords: 'settings tokens webhooks access 设置 令牌 访问',
    run: ({ go }) => go('/settings'),
  },
  {
    id: 'docs',
    group: 'go',
    keywords: 'docs api reference help openapi 文档 接口 帮助',
    run: ({ go }) => go('/docs'),
  },
  {
    id: 'shortcuts',
    group: 'look',
    keywords: 'shortcuts keyboard keys help 快捷键 键盘 帮助',
    keys: globalKeys.shortcuts,
    run: () => openDialog({ name: 'shortcuts' }),
  },
  {
    id: 'news',
    group: 'look',
    keywords: 'tell notification notify sound title alert bell 通知 提醒 声音 提示音',
    run: () => openDialog({ name: 'news' }),
  },
  {
    id: 'themeSystem',
    group: 'look',
    keywords: 'theme system auto 主题 系统 自动',
    run: ({ setTheme }) => setTheme('system'),
  },
  {
    id: 'themeLight',
    group: 'look',
    keywords: 'theme light bright day 主题 浅色 亮',
    run: ({ setTheme }) => setTheme('light'),
  },
  {
    id: 'themeDark',
    group: 'look',
    keywords: 'theme dark night 主题 深色 暗',
    run: ({ setTheme }) => setTheme('dark'),
  },
  {
    id: 'language',
    group: 'look',
    keywords: 'language english chinese 语言 中文 英文',
    run: ({ switchLanguage }) => switchLanguage(),
  },
];
