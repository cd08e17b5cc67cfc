using System.Text.RegularExpressions;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Tests.Naming;

/// <summary>The sources of the generator name keywords by constants: one that is misspelt does not compile.</summary>
public partial class KeywordNameTests
{
    private static readonly string Table = Path.Combine("SchemaSdk.Schemas", "Keywords");

    private static readonly IReadOnlyList<(string Path, string[] Code)> Sources = [.. SourcesIn("generator")];

    public static TheoryData<string> Keywords => [.. KeywordTable.All.Select(keyword => keyword.Name)];

    public static TheoryData<string> Names => [.. typeof(KeywordName).GetFields().Select(name => name.Name)];

    [Theory]
    [MemberData(nameof(Keywords))]
    public void A_keyword_is_written_once_and_beside_the_table(string keyword)
    {
        var found =
            from source in Sources
            from line in source.Code
            from Match literal in Literal().Matches(line)
            where literal.Groups[1].Value.Split('/').Contains(keyword)
            select source.Path;

        Assert.Equal(Table, Path.GetDirectoryName(Assert.Single(found)));
    }

    [Fact]
    public void A_keyword_of_ours_is_written_once_and_beside_the_table() => Assert.All(
        OwnKeyword.All,
        keyword => Assert.Equal(
            [Path.Combine(Table, "OwnKeyword.cs")],
            Sources.Concat(SourcesIn("runtime"))
                .Where(source => source.Code.Any(line => Literal().Matches(line).Any(literal => literal.Groups[1].Value == keyword)))
                .Select(source => source.Path)));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_name_is_that_of_a_row_and_code_outside_the_table_needs_it(string name)
    {
        var keyword = (string)typeof(KeywordName).GetField(name)!.GetRawConstantValue()!;
        var use = $"{nameof(KeywordName)}.{name}";

        Assert.NotNull(KeywordTable.Find(keyword));
        Assert.Contains(
            Sources.Where(source => Path.GetDirectoryName(source.Path) != Table),
            source => source.Code.Any(line => Regex.IsMatch(line, $@"\b{Regex.Escape(use)}\b")));
    }

    private static IEnumerable<(string Path, string[] Code)> SourcesIn(string folder) =>
        Directory.EnumerateFiles(Path.Combine(SourceTree.Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"))
            .Select(path => (Path.GetRelativePath(Path.Combine(SourceTree.Root, folder), path), CodeOf(path)));

    private static string[] CodeOf(string path) =>
        [.. File.ReadLines(path).Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal))];

    [GeneratedRegex("\"((?:[^\"\\\\]|\\\\.)*)\"")]
    private static partial Regex Literal();
}
