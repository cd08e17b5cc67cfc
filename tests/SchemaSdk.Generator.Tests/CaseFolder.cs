using SchemaSdk.Generator.Tests.Harness;

namespace SchemaSdk.Generator.Tests;

/// <summary>
/// <c>Cases/{name}</c>: <c>schemas/</c> with the files as a project has them (or <c>schemas.txt</c> with the folder of /schemas
/// that is meant), <c>expected/</c> with the generated text by hint name, and <c>problems.txt</c> with the diagnostics.
/// </summary>
/// <remarks>UPDATE_CASES=1 writes what was generated as what is expected; read the difference before you commit it.</remarks>
internal sealed class CaseFolder(string name)
{
    private static readonly string Root = Path.Combine(Repository.Tests, "Cases");
    private readonly string _folder = Path.Combine(Root, name);

    /// <summary>All cases.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.EnumerateDirectories(Root).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    /// <summary>The schema files.</summary>
    public IReadOnlyList<SchemaText> Schemas => File.Exists(Path.Combine(_folder, "schemas.txt"))
        ? Repository.SchemasBelow(Repository.Schemas, Read("schemas.txt").Trim())
        : Repository.SchemasBelow(Path.Combine(_folder, "schemas"));

    /// <summary>The expected text by hint name.</summary>
    public IReadOnlyDictionary<string, string> Expected =>
        Directory.EnumerateFiles(Directory.CreateDirectory(Path.Combine(_folder, "expected")).FullName)
            .ToDictionary(path => Path.GetFileName(path), Text, StringComparer.Ordinal);

    /// <summary>The expected diagnostics, one a line.</summary>
    public string Problems => File.Exists(Path.Combine(_folder, "problems.txt")) ? Read("problems.txt") : "";

    /// <summary>Writes what was generated as what is expected, where UPDATE_CASES is 1.</summary>
    public void UpdateIfAsked(GeneratorRun run)
    {
        if (Environment.GetEnvironmentVariable("UPDATE_CASES") != "1")
        {
            return;
        }

        Assert.False(Environment.GetEnvironmentVariable("CI") == "true", "UPDATE_CASES is for a person, who reads what it wrote.");
        var expected = Path.Combine(_folder, "expected");
        if (Directory.Exists(expected))
        {
            Directory.Delete(expected, recursive: true);
        }

        Directory.CreateDirectory(expected);
        foreach (var (hintName, text) in run.Sources)
        {
            File.WriteAllText(Path.Combine(expected, hintName), text);
        }

        if (run.Problems.Count > 0)
        {
            File.WriteAllText(Path.Combine(_folder, "problems.txt"), string.Concat(run.Problems.Select(problem => problem + "\n")));
        }
        else
        {
            File.Delete(Path.Combine(_folder, "problems.txt"));
        }
    }

    private string Read(string file) => Text(Path.Combine(_folder, file));

    /// <summary>A checkout may have other line ends.</summary>
    private static string Text(string path) => File.ReadAllText(path).Replace("\r\n", "\n", StringComparison.Ordinal);
}
