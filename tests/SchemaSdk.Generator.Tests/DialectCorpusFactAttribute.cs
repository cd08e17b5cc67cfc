namespace SchemaSdk.Generator.Tests;

/// <summary>A test of the dialect over the public schemas that <c>SCHEMASDK_CORPUS</c> names; skipped without it.</summary>
internal sealed class DialectCorpusFactAttribute : FactAttribute
{
    public DialectCorpusFactAttribute() => Skip = Folder is null ? "SCHEMASDK_CORPUS is not set." : null;

    private static string? Folder { get; } = Environment.GetEnvironmentVariable("SCHEMASDK_CORPUS");

    /// <summary>Whether there is a corpus.</summary>
    public static bool IsThere => Folder is not null;

    /// <summary>The schema files of the services, as paths below the corpus.</summary>
    public static IEnumerable<string> Schemas() =>
        from set in (string[])["fal", "fal-2026-01", "huggingface", "other", "replicate", "runcomfy"]
        from path in Files(set)
        where Path.GetFileName(path) != "examples.json" && !path.Contains("/protocol/", StringComparison.Ordinal)
        select path;

    /// <summary>The files of a set, in an order that does not change.</summary>
    public static IEnumerable<string> Files(string set) =>
        Directory.EnumerateFiles(Path.Combine(Folder!, set), "*.json", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Folder!, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    /// <summary>The text of a file.</summary>
    public static string Read(string path) => File.ReadAllText(Path.Combine(Folder!, path));
}
