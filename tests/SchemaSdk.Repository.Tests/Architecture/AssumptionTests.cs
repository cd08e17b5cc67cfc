namespace SchemaSdk.Repository.Tests.Architecture;

/// <summary>
/// Checks that each assumption that a profile makes about its service is on the page of that service. A comment in the profile,
/// such as <c>this is assumed (fal.md, "429 for a submit")</c>, names the page and its row.
/// </summary>
public partial class AssumptionTests
{
    [Theory]
    [InlineData("Fal", 5)]
    [InlineData("Replicate", 4)]
    [InlineData("RunComfy", 0)]
    public void Each_comment_about_an_assumption_refers_to_a_row_of_the_page(string service, int least)
    {
        var folder = Path.Combine(SourceTree.Root, "runtime/SchemaSdk/Services", service);
        var page = $"{service.ToLowerInvariant()}.md";
        var rows = File.ReadAllLines(Path.Combine(SourceTree.Root, "docs/services", page))
            .SkipWhile(static line => !line.EndsWith("hat is assumed", StringComparison.Ordinal))
            .Where(static line => line.StartsWith("| ", StringComparison.Ordinal))
            .Select(static line => line.Split('|')[1].Trim().Replace("`", "", StringComparison.Ordinal))
            .ToHashSet(StringComparer.Ordinal);

        var comments = Directory.EnumerateFiles(folder, "*.cs").SelectMany(File.ReadLines).Where(IsAssumption).ToList();
        var others = comments.Where(line => !Named().Matches(line).Any(
            named => named.Groups[1].Value == page && rows.Contains(named.Groups[2].Value)));

        Assert.True(comments.Count >= least, $"{comments.Count} comments");
        Assert.True(!others.Any(), $"Name the page of docs/services and its row: assumed ({page}, \"…\").\n{string.Join('\n', others)}");
    }

    private static bool IsAssumption(string line) =>
        line.TrimStart().StartsWith("//", StringComparison.Ordinal) && line.Contains("assumed", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex("""ssumed[^(]* \((\w+\.md), "([^"]+)"\)""")]
    private static partial Regex Named();
}
