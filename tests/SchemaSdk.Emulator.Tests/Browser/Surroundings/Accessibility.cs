using Microsoft.Playwright;

namespace SchemaSdk.Emulation.Tests.Browser.Surroundings;

/// <summary>Finds parts of a page that people with poor eyesight or without a mouse cannot use.</summary>
internal static class Accessibility
{
    // The build of the site installs axe-core.
    private static readonly Lazy<string> Axe =
        new(static () => File.ReadAllText(Path.Combine(BuiltSite.Repository, "site", "node_modules", "axe-core", "axe.min.js")));

    internal static async Task<string[]> AxeFindingsAsync(this IPage page)
    {
        await page.EvaluateAsync($"() => {{ {Axe.Value} }}");
        return await page.EvaluateAsync<string[]>("""
            async () => (await axe.run()).violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 200)}`))
            """);
    }

    /// <summary>Returns the number of pixels by which the page is wider than its window.</summary>
    internal static Task<int> OverflowAsync(this IPage page) =>
        page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");

    internal static Task<bool> ShowsFocusAsync(this IPage page) => page.EvaluateAsync<bool>("""
        () => {
          const style = getComputedStyle(document.activeElement);
          return document.activeElement !== document.body && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
        }
        """);
}
