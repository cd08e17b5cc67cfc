using System.Text.RegularExpressions;

namespace SchemaSdk.Repository.Tests.Architecture;

/// <summary>The lines of jobs have one owner.</summary>
public partial class LedgerLineTests
{
    private static readonly string Owner = Path.Combine("runtime", "SchemaSdk.Durable", "Ledgers");

    // The law of ledgers plays the callers.
    private static readonly string Law = Path.Combine("runtime", "SchemaSdk.Durable.Testing");

    [Fact]
    public void Every_line_of_a_job_is_made_in_one_folder()
    {
        var makers = Directory
            .EnumerateFiles(Path.Combine(SourceTree.Root, "runtime"), "*.cs", SearchOption.AllDirectories)
            .Where(static file => !file.Split(Path.DirectorySeparatorChar).Any(static part => part is "obj" or "bin"))
            .Where(static file => Line().IsMatch(File.ReadAllText(file)))
            .Select(static file => Path.GetDirectoryName(Path.GetRelativePath(SourceTree.Root, file))!)
            .Where(static folder => !folder.StartsWith(Law, StringComparison.Ordinal))
            .Distinct();

        Assert.Equal([Owner], makers);
    }

    [GeneratedRegex(@"\bLedgerFact\.\w+")]
    private static partial Regex Line();
}
