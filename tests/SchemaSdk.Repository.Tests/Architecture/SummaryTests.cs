using System.Text.RegularExpressions;

namespace SchemaSdk.Repository.Tests.Architecture;

/// <summary>Documentation comments are whole statements, which a reader of one member understands at once.</summary>
public partial class SummaryTests
{
    private static readonly string[] Folders = ["benchmarks", "generator", "runtime", "samples", "tests"];

    // Generated code has the words of its schemas.
    private static readonly string[] NotOurs = ["obj", "bin", "Cases"];

    [Fact]
    public void A_summary_says_what_a_member_is_or_does_and_asks_nothing()
    {
        var summaries = Folders
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(SourceTree.Root, folder), "*.cs", SearchOption.AllDirectories))
            .Where(static file => !file.Split(Path.DirectorySeparatorChar).Any(NotOurs.Contains))
            .SelectMany(SummariesOf)
            .ToList();

        var asking = summaries.Where(static summary => Question().IsMatch(summary.Text)).Select(static summary => $"{summary}");

        Assert.True(summaries.Count > 1000);
        Assert.True(!asking.Any(), string.Join('\n', asking));
    }

    private static IEnumerable<(string File, string Text)> SummariesOf(string file) =>
        from Match summary in Summary().Matches(File.ReadAllText(file))
        select (Path.GetRelativePath(SourceTree.Root, file), summary.Groups[1].Value);

    // What is indented further stands in a template of generated code.
    [GeneratedRegex(@"^ {0,8}/// <summary>[\s/]*(.*)", RegexOptions.Multiline)]
    private static partial Regex Summary();

    [GeneratedRegex("^(What|Who|Whose|Whether|When|Where|How)\\b")]
    private static partial Regex Question();
}
