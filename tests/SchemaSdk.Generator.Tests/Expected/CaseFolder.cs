namespace SchemaSdk.Generator.Tests;

/// <summary>
/// A subfolder of <c>Cases</c> for one feature: the schema files, <c>expected.diff</c> with the differences from the plain model's code,
/// and <c>problems.txt</c> with the diagnostics. Only <c>Cases/plain</c> contains whole generated files.
/// </summary>
/// <remarks>UPDATE_CASES=1 rewrites the expected files; read the diff before you commit it.</remarks>
internal sealed class CaseFolder(string name)
{
    private static readonly string Root = Path.Combine(Repository.Tests, "Cases");
    private static readonly string Plain = Path.Combine(Root, "plain");
    private readonly string _folder = Path.Combine(Root, name);

    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.EnumerateDirectories(Root).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    public IReadOnlyList<SchemaText> Schemas => Repository.SchemasBelow(_folder);

    public string Expected => Read("expected.diff");

    public string Problems => Read("problems.txt");

    public static IReadOnlyDictionary<string, string> PlainSources =>
        Directory.EnumerateFiles(Plain, "*.g.cs").ToDictionary(path => Path.GetFileName(path), Text, StringComparer.Ordinal);

    public static string Difference(IReadOnlyDictionary<string, string> sources) => PlainDifference.Of(PlainSources, sources);

    /// <summary>Rewrites the expected files if UPDATE_CASES is 1.</summary>
    public void UpdateIfAsked()
    {
        if (Environment.GetEnvironmentVariable("UPDATE_CASES") != "1")
        {
            return;
        }

        Assert.False(Environment.GetEnvironmentVariable("CI") == "true", "UPDATE_CASES=1 is not for CI: a person must review the result.");
        UpdatePlain();
        var run = GeneratorRun.Over([.. Schemas]);
        Write("expected.diff", Difference(run.Sources));
        Write("problems.txt", string.Concat(run.Problems.Select(line => line + "\n")));
    }

    /// <summary>Updates the files of the plain model, with which all other cases are compared.</summary>
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

    private static string Text(string path) => File.ReadAllText(path).Replace("\r\n", "\n", StringComparison.Ordinal);
}
