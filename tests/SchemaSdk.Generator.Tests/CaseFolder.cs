using SchemaSdk.Generator.Tests.Harness;

namespace SchemaSdk.Generator.Tests;

/// <summary>
/// <c>Cases/{name}</c>: one feature. It has the schema files as a project has them, <c>expected.diff</c> with what is generated otherwise
/// than for the plain model, and <c>problems.txt</c> with the diagnostics. Only <c>Cases/plain</c> has generated files as a whole.
/// </summary>
/// <remarks>UPDATE_CASES=1 writes what was generated as what is expected; read the difference before you commit it.</remarks>
internal sealed class CaseFolder(string name)
{
    private static readonly string Root = Path.Combine(Repository.Tests, "Cases");
    private static readonly string Plain = Path.Combine(Root, "plain");
    private readonly string _folder = Path.Combine(Root, name);

    /// <summary>All cases.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.EnumerateDirectories(Root).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    /// <summary>The schema files.</summary>
    public IReadOnlyList<SchemaText> Schemas => Repository.SchemasBelow(_folder);

    /// <summary>What is expected to be generated otherwise than for the plain model.</summary>
    public string Expected => Read("expected.diff");

    /// <summary>The expected diagnostics, one a line.</summary>
    public string Problems => Read("problems.txt");

    /// <summary>What a run generates otherwise than is pinned for the plain model.</summary>
    public static string Difference(GeneratorRun run) => PlainDifference.Of(
        Directory.EnumerateFiles(Plain, "*.g.cs").ToDictionary(path => Path.GetFileName(path), Text, StringComparer.Ordinal), run.Sources);

    /// <summary>Writes what was generated as what is expected, where UPDATE_CASES is 1.</summary>
    public void UpdateIfAsked(GeneratorRun run)
    {
        if (Environment.GetEnvironmentVariable("UPDATE_CASES") != "1")
        {
            return;
        }

        Assert.False(Environment.GetEnvironmentVariable("CI") == "true", "UPDATE_CASES is for a person, who reads what it wrote.");
        UpdatePlain();
        Write("expected.diff", Difference(run));
        Write("problems.txt", Lines(run.Problems));
    }

    /// <summary>The lines of a file.</summary>
    public static string Lines(IEnumerable<string> lines) => string.Concat(lines.Select(line => line + "\n"));

    /// <summary>The files that all others are compared with come first, whichever case is asked first.</summary>
    private static void UpdatePlain()
    {
        var sources = GeneratorRun.Over([.. new CaseFolder("plain").Schemas]).Sources;
        foreach (var old in Directory.EnumerateFiles(Plain, "*.g.cs").Where(path => !sources.ContainsKey(Path.GetFileName(path))))
        {
            File.Delete(old);
        }

        foreach (var (hintName, text) in sources)
        {
            File.WriteAllText(Path.Combine(Plain, hintName), text);
        }
    }

    private void Write(string file, string text)
    {
        if (text.Length > 0)
        {
            File.WriteAllText(Path.Combine(_folder, file), text);
        }
        else
        {
            File.Delete(Path.Combine(_folder, file));
        }
    }

    private string Read(string file) => Path.Combine(_folder, file) is var path && File.Exists(path) ? Text(path) : "";

    /// <summary>A checkout may have other line ends.</summary>
    private static string Text(string path) => File.ReadAllText(path).Replace("\r\n", "\n", StringComparison.Ordinal);
}
