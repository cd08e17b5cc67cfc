namespace SchemaSdk.Repository.Tests.Publishing.Workflows;

/// <summary>Tests the lists of files that their owner should review.</summary>
public sealed class CodeOwnersTests
{
    [Theory]
    [InlineData("")]
    [InlineData("templates/solution/")]
    public void The_list_guesses_no_owner_and_names_files_that_exist(string home)
    {
        var lines = File.ReadAllLines(SourceTree.PathOf($"{home}.github/CODEOWNERS"));

        // The account that a clone or a new folder belongs to is unknown, and GitHub ignores lines with an unknown owner.
        Assert.All(lines, static line => Assert.StartsWith("# ", line, StringComparison.Ordinal));
        var paths = lines.Where(static line => line.StartsWith("# /", StringComparison.Ordinal)).ToList();
        Assert.True(paths.Count >= 3, $"{paths.Count} paths");
        Assert.All(paths, static line => Assert.EndsWith(" @OWNER", line, StringComparison.Ordinal));
        Assert.All(paths, line => Assert.True(Path.Exists(SourceTree.PathOf(home + line[3..].Split(' ')[0])), line));
    }
}
