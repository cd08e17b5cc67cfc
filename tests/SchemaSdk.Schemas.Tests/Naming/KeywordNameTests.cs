using System.Text.RegularExpressions;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Tests.Naming;

/// <summary>Tests that the generator's sources use constants for keywords, so a misspelt keyword does not compile.</summary>
public partial class KeywordNameTests
{
    private static readonly string Table = Path.Combine("SchemaSdk.Schemas", "Keywords");

    private static readonly IReadOnlyList<(string Path, string Code)> Sources = [.. SourcesIn("generator")];

    [Fact]
    public void A_keyword_is_written_once_and_next_to_the_table()
    {
        var found = Literals(Sources)
            .SelectMany(literal => literal.Text.Split('/').Select(part => (part, literal.Path)))
            .ToLookup(part => part.part, part => part.Path);

        Assert.All(
            KeywordTable.All, keyword => Assert.Equal(Table, Path.GetDirectoryName(Assert.Single(found[keyword.Name]))));
    }

    [Fact]
    public void A_keyword_of_our_own_is_written_once_and_next_to_the_table()
    {
        var found = Literals(Sources.Concat(SourcesIn("runtime"))).ToLookup(literal => literal.Text, literal => literal.Path);

        // SchemaSdk.Mcp does not contain the schema core, so SchemaRules.cs cannot use the constant in OwnKeyword.cs.
        var apart = Path.Combine("SchemaSdk.Mcp", "Models", "SchemaRules.cs");
        Assert.All(OwnKeyword.All, keyword => Assert.Equal(
            [Path.Combine(Table, "OwnKeyword.cs")], found[keyword].Distinct().Where(path => path != apart)));
    }

    [Fact]
    public void A_constant_names_a_keyword_and_is_used_outside_the_table()
    {
        var used = Sources.Where(source => Path.GetDirectoryName(source.Path) != Table)
            .SelectMany(source => Constant().Matches(source.Code).Select(use => use.Groups[1].Value))
            .ToHashSet(StringComparer.Ordinal);

        Assert.All(typeof(KeywordName).GetFields(), field =>
        {
            Assert.NotNull(KeywordTable.Find((string)field.GetRawConstantValue()!));
            Assert.Contains(field.Name, used);
        });
    }

    private static IEnumerable<(string Text, string Path)> Literals(IEnumerable<(string Path, string Code)> sources) =>
        sources.SelectMany(source => Literal().Matches(source.Code).Select(literal => (literal.Groups[1].Value, source.Path)));

    private static IEnumerable<(string Path, string Code)> SourcesIn(string folder) =>
        Directory.EnumerateFiles(Path.Combine(SourceTree.Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"))
            .Select(path => (Path.GetRelativePath(Path.Combine(SourceTree.Root, folder), path), CodeOf(path)));

    private static string CodeOf(string path) =>
        string.Join('\n', File.ReadLines(path).Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)));

    [GeneratedRegex("\"((?:[^\"\\\\\n]|\\\\.)*)\"")]
    private static partial Regex Literal();

    [GeneratedRegex(@"\bKeywordName\.(\w+)")]
    private static partial Regex Constant();
}
