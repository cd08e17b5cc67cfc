namespace SchemaSdk.Generator.Tests.Keywords;

/// <summary>The table in docs/reference/keywords.md, which a test writes between two comments.</summary>
internal static class KeywordPage
{
    private const string Start = "<!-- keywords: drawn by tests/SchemaSdk.Generator.Tests, UPDATE_CASES=1 updates them -->\n\n";
    private const string End = "\n<!-- end of keywords -->\n";

    private static readonly string Path = System.IO.Path.Combine(SourceTree.Root, "docs", "reference", "keywords.md");

    public static string ReadTable()
    {
        var (text, start, end) = Read();
        return text[start..end];
    }

    /// <summary>Rewrites the table on the page if UPDATE_CASES is 1.</summary>
    public static void UpdateIfAsked(string table)
    {
        if (Environment.GetEnvironmentVariable("UPDATE_CASES") == "1" && Environment.GetEnvironmentVariable("CI") != "true")
        {
            var (text, start, end) = Read();
            File.WriteAllText(Path, text[..start] + table + text[end..]);
        }
    }

    private static (string Text, int Start, int End) Read()
    {
        var text = File.ReadAllText(Path);
        var start = text.IndexOf(Start, StringComparison.Ordinal) + Start.Length;
        return (text, start, text.IndexOf(End, start, StringComparison.Ordinal));
    }
}
