using Microsoft.Playwright;

namespace SchemaSdk.Emulation.Tests.Browser.Surroundings;

/// <summary>Runs the accessibility checks of axe-core, which the build of the site installs.</summary>
internal static class Axe
{
    private static readonly Lazy<string> Script =
        new(static () => File.ReadAllText(Path.Combine(BuiltSite.Repository, "site", "node_modules", "axe-core", "axe.min.js")));

    internal static async Task<string[]> AxeFindingsAsync(this IPage page)
    {
        await page.EvaluateAsync($"() => {{ {Script.Value} }}");
        return await page.EvaluateAsync<string[]>("""
            async () => (await axe.run()).violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 200)}`))
            """);
    }
}
