namespace SchemaSdk.Repository.Tests.Architecture;

public class LineLimitTests
{
    [Theory]
    [InlineData(14_000, "SchemaSdk")]
    [InlineData(9_000, "SchemaSdk.Json")]
    [InlineData(9_000, "SchemaSdk.Durable", "SchemaSdk.Sqlite", "SchemaSdk.PostgreSql")]
    public void The_runtime_stays_small(int most, params string[] projects)
    {
        var files = projects.SelectMany(project => Directory.EnumerateFiles(
            Path.Combine(SourceTree.Root, "runtime", project), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"));

        Assert.InRange(files.Sum(file => File.ReadLines(file).Count()), most / 2, most);
    }
}
