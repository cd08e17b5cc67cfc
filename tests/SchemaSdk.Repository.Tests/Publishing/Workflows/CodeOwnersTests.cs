using System.Xml.Linq;

namespace SchemaSdk.Repository.Tests.Publishing.Workflows;

public sealed class CodeOwnersTests
{
    [Theory]
    [InlineData("")]
    [InlineData("templates/solution/")]
    public void The_list_guesses_no_owner_and_contains_only_files_that_exist(string home)
    {
        var lines = File.ReadAllLines(SourceTree.PathOf($"{home}.github/CODEOWNERS"));

        // The owner is not known here, so every line is a comment.
        Assert.All(lines, static line => Assert.StartsWith("# ", line, StringComparison.Ordinal));
        Assert.All(Listed(home), path => Assert.True(Path.Exists(SourceTree.PathOf(home + path)), path));
        Assert.All(
            lines.Where(static line => line.StartsWith("# /", StringComparison.Ordinal)),
            static line => Assert.EndsWith(" @OWNER", line, StringComparison.Ordinal));
    }

    // Builds in jobs with a secret read these settings too.
    [Theory]
    [InlineData("")]
    [InlineData("templates/solution/")]
    public void The_list_contains_the_settings_that_each_build_runs(string home)
    {
        var settings = Directory.EnumerateFiles(SourceTree.PathOf(home)).Select(Path.GetFileName).OfType<string>()
            .Where(static name => Path.GetExtension(name) is ".props" or ".targets" or ".config" or ".rsp" || name is "global.json")
            .ToList();

        Assert.Contains("Version.props", settings);
        Assert.All(settings, name => Assert.Contains(name, Listed(home)));
    }

    [Fact]
    public void The_list_contains_the_sources_from_which_workflows_build_the_tool()
    {
        Assert.Contains(
            " runtime/SchemaSdk.Tool\n",
            File.ReadAllText(SourceTree.PathOf(".github/actions/schemasdk/action.yml")).ReplaceLineEndings("\n"),
            StringComparison.Ordinal);
        var built = new HashSet<string>();
        Build(SourceTree.PathOf("runtime/SchemaSdk.Tool/SchemaSdk.Tool.csproj"), built);

        Assert.True(built.Count >= 5, $"{built.Count} projects");
        Assert.All(built, project => Assert.Contains(
            Listed(""), path => path.EndsWith('/') && project.StartsWith(SourceTree.PathOf(path), StringComparison.Ordinal)));
    }

    private static void Build(string project, HashSet<string> built)
    {
        if (built.Add(project))
        {
            foreach (var reference in XDocument.Load(project).Descendants("ProjectReference").Attributes("Include"))
            {
                Build(Path.GetFullPath(reference.Value, Path.GetDirectoryName(project)!), built);
            }
        }
    }

    private static IReadOnlyList<string> Listed(string home) =>
    [
        .. File.ReadAllLines(SourceTree.PathOf($"{home}.github/CODEOWNERS"))
            .Where(static line => line.StartsWith("# /", StringComparison.Ordinal))
            .Select(static line => line[3..].Split(' ')[0]),
    ];
}
