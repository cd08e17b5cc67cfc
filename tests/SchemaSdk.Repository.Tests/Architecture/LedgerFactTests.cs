namespace SchemaSdk.Repository.Tests.Architecture;

public partial class LedgerFactTests
{
    private static readonly string Owner = Path.Combine("runtime", "SchemaSdk.Durable", "Ledgers");

    // This folder is exempt, because its tests of users' ledgers create steps of jobs, as the client does.
    private static readonly string Law = Path.Combine("runtime", "SchemaSdk.Durable.Testing");

    [Fact]
    public void Only_one_folder_makes_steps_of_jobs()
    {
        var makers = Directory
            .EnumerateFiles(Path.Combine(SourceTree.Root, "runtime"), "*.cs", SearchOption.AllDirectories)
            .Where(static file => !file.Split(Path.DirectorySeparatorChar).Any(static part => part is "obj" or "bin"))
            .Where(static file => FactUse().IsMatch(File.ReadAllText(file)))
            .Select(static file => Path.GetDirectoryName(Path.GetRelativePath(SourceTree.Root, file))!)
            .Where(static folder => !folder.StartsWith(Law, StringComparison.Ordinal))
            .Distinct();

        Assert.Equal([Owner], makers);
    }

    [GeneratedRegex(@"\bLedgerFact\.\w+")]
    private static partial Regex FactUse();
}
