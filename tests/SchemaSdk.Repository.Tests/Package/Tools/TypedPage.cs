namespace SchemaSdk.Repository.Tests.Package.Tools;

/// <summary>Reads the fenced blocks under a heading of a page in docs/reference.</summary>
internal static class TypedPage
{
    public static IReadOnlyList<(string Language, string Text)> Blocks(string heading, string name = "tool.md")
    {
        var page = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "reference", name)).ReplaceLineEndings("\n");
        var section = Regex.Match(page, $"(?ms)^## {Regex.Escape(heading)}\n(.*?)(?=^## |\\z)").Groups[1].Value;
        return
        [
            .. Regex.Matches(section, "(?ms)^```([a-z]+)\n(.*?)^```$").Select(block => (block.Groups[1].Value, block.Groups[2].Value)),
        ];
    }
}
