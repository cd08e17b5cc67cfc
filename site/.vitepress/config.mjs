import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitepress'
import llms from 'vitepress-plugin-llms'

// site/build sets these variables. Without them, "npm run dev" shows only docs, and shows each change immediately.
const { SITE_PAGES, SITE_OUT, SITE_BASE = '/', GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_SHA } = process.env
const root = fileURLToPath(new URL('../..', import.meta.url))
const docs = join(root, 'docs')
const pages = SITE_PAGES ? resolve(SITE_PAGES) : docs
const source = GITHUB_REPOSITORY ? `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/blob/${GITHUB_SHA}/` : null

// The sidebar expects HTML.
const titleOf = file => readFileSync(file, 'utf8').match(/^# (.+)$/m)[1].replace(/[`*]/g, '').replace(/&/g, '&amp;').replace(/</g, '&lt;')

// The sidebar has the sections and pages of the index.
const [, ...sections] = readFileSync(join(pages, 'README.md'), 'utf8').split(/^## /m)
const sidebarOf = section => ({
  text: section.split('\n')[0],
  items: [...section.matchAll(/\]\(([a-z]+\/[a-z-]+)\.md\)/g)]
    .map(([, page]) => ({ text: titleOf(join(pages, `${page}.md`)), link: `/${page}` })),
})
// RunComfy's models are in the repository's main folder of schemas, so they are first.
const services = (existsSync(join(pages, 'models')) ? readdirSync(join(pages, 'models')) : [])
  .sort((a, b) => (b === 'runcomfy') - (a === 'runcomfy') || a.localeCompare(b))
const models = services.map(service => ({ text: titleOf(join(pages, 'services', `${service}.md`)), link: `/models/${service}/` }))
const modelSection = models.length > 0 ? [{ text: 'Models', items: models }] : []

// A link to a file outside docs leads to the repository. The first page is README.md in the repository, and index on the site.
function linkOf(href, page) {
  if (/^([a-z]+:|\/|#)/i.test(href)) return href
  const [path, anchor] = href.split('#')
  const target = resolve(docs, dirname(page), decodeURI(path))
  if (target === join(docs, 'README.md')) return href.replace('README.md', 'index.md')
  if (path.endsWith('.md') && !relative(docs, target).startsWith('..')) return href
  if (!existsSync(target)) throw new Error(`${page} has a dead link: ${href}`)
  return source && source + relative(root, target).replaceAll('\\', '/') + (anchor ? `#${anchor}` : '')
}

// The plugin writes a Markdown copy of each page. The copy of an index has another folder than its page, so links become absolute.
// The pages of models have no relative links. The pattern passes over escaped characters and code.
const linkIn = /\\[^]|(`+)(?!`)[^]*?(?<!`)\1(?!`)|\]\((?![a-z]+:|[/#])([^)\s]+)/gi
function copyOf(text, page) {
  if (/^models\/(?![^/]+\/index\.md$)/.test(page)) return text
  return text.replace(linkIn, (found, ticks, href) => {
    const link = href && linkOf(href, page)
    return link ? `](${new URL(link, `http://site${SITE_BASE}${page}`).href.replace('http://site', '')}` : href ? '](' : found
  })
}
const [collect, write] = llms({ excludeIndexPage: false })
const copies = {
  ...collect,
  async transform(text, file) {
    const page = await collect.transform(text, file)
    if (file.endsWith('.md')) await collect.transform(copyOf(text, relative(pages, file).replaceAll('\\', '/')), file)
    return page
  },
}

export default defineConfig({
  title: 'SchemaSdk',
  description: 'JSON schemas become a typed .NET client at compile time; paid jobs run once.',
  lang: 'en',
  base: SITE_BASE,
  head: [['link', { rel: 'icon', href: 'data:,' }]],
  srcDir: pages,
  outDir: resolve(root, SITE_OUT ?? 'site/dist'),
  rewrites: { 'README.md': 'index.md' },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    nav: [{ text: 'Documentation', link: '/' }, ...modelSection.map(section => ({ ...section, activeMatch: '^/models/' }))],
    sidebar: { '/models/': modelSection, '/': [...sections.map(sidebarOf), ...modelSection] },
  },
  markdown: {
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    // Pages of models contain text from services, so no page is compiled as a Vue template, and Markdown cannot set attributes.
    attrs: { disable: true },
    config(md) {
      const render = md.render
      md.render = (...page) => `<div v-pre>${render.apply(md, page)}</div>`
      md.core.ruler.push('accessible', ({ tokens }) => tokens.forEach((token, at) => {
        // An indented block of code scrolls like one with a fence. An empty cell is not a header.
        if (token.type === 'code_block') token.type = 'fence'
        if (token.type === 'th_open' && !tokens[at + 1].content) token.tag = tokens[at + 2].tag = 'td'
        if (token.type === 'td_open' && tokens[at + 1].content.length > 30) token.attrJoin('class', 'long')
      }))
      const open = md.renderer.rules.link_open
      md.renderer.rules.link_open = (tokens, at, options, env, self) => {
        const href = linkOf(tokens[at].attrGet('href'), env.relativePath)
        if (href === null) return '<a>'
        tokens[at].attrSet('href', href)
        return open(tokens, at, options, env, self)
      }
    },
  },
  transformPageData(page) {
    if (!page.relativePath.startsWith('models/')) return
    const index = /^models\/[^/]+\/index\.md$/.test(page.relativePath) && { pageClass: 'models', aside: false, sidebar: false }
    return { frontmatter: { prev: false, next: false, ...index } }
  },
  vite: { plugins: [copies, write], build: { chunkSizeWarningLimit: 4096 } },
})
