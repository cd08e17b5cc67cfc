
namespace SchemaSdk.Repository.Tests.Architecture;

/// <summary>The diagram in docs/internals/arrows.md. A test writes it between two marker comments.</summary>
internal static class ArrowPage
{
    private const string Start = "<!-- arrows: drawn by tests/SchemaSdk.Repository.Tests, UPDATE_CASES=1 updates them -->\n```text\n";
    private const string End = "```\n<!-- end of arrows -->\n";

    private static readonly string Path = System.IO.Path.Combine(SourceTree.Root, "docs", "internals", "arrows.md");

    internal static string ReadPicture()
    {
        var (text, start, end) = Read();
        return text[start..end];
    }

    /// <summary>Rewrites the diagram on the page if UPDATE_CASES is 1.</summary>
    internal static void UpdateIfAsked(string picture)
    {
        if (SourceTree.IsUpdate)
        {
            var (text, start, end) = Read();
            File.WriteAllText(Path, text[..start] + picture + text[end..]);
        }
    }

    private static (string Text, int Start, int End) Read()
    {
        var text = File.ReadAllText(Path);
        var start = text.IndexOf(Start, StringComparison.Ordinal) + Start.Length;
        return (text, start, text.IndexOf(End, start, StringComparison.Ordinal));
    }
}
