namespace SchemaSdk.Emulation.Tests;

/// <summary>A test over the public schemas that <c>SCHEMASDK_CORPUS</c> names; skipped without it.</summary>
internal sealed class CorpusFactAttribute : FactAttribute
{
    public CorpusFactAttribute() => Skip = Folder is null ? "SCHEMASDK_CORPUS is not set." : null;

    public static string? Folder { get; } = Environment.GetEnvironmentVariable("SCHEMASDK_CORPUS");

    /// <summary>Every model of the corpus, its id being its folder.</summary>
    public static IEnumerable<SchemaModel> Models() =>
        from input in Directory.EnumerateFiles(Folder!, "input.json", SearchOption.AllDirectories)
        let folder = Path.GetDirectoryName(input)!
        let output = Path.Combine(folder, "output.json")
        select new SchemaModel(
            Path.GetRelativePath(Folder!, folder).Replace('\\', '/'),
            File.ReadAllText(input),
            File.Exists(output) ? File.ReadAllText(output) : null);
}
