namespace SchemaSdk.Testing;

/// <summary>The schema files of a corpus, as paths relative to its folder.</summary>
public static class CorpusFiles
{
    private static readonly string[] Sets = ["fal", "fal-2026-01", "huggingface", "other", "own", "replicate", "runcomfy"];

    public static IEnumerable<string> Schemas(string corpus) =>
        from set in Sets
        where set == "own" == (corpus == CorpusFolder.Own)
        from path in Below(corpus, set)
        where Path.GetFileName(path) != "examples.json" && !path.Contains("/protocol/", StringComparison.Ordinal)
        select path;

    /// <summary>Lists the files with recorded inputs and outputs.</summary>
    public static IReadOnlyList<string> Recorded(string corpus) =>
        [.. Below(corpus, corpus == CorpusFolder.Own ? "own" : "replicate").Where(path => Path.GetFileName(path) == "examples.json")];

    public static string Read(string corpus, string path) => File.ReadAllText(Path.Combine(corpus, path));

    private static IEnumerable<string> Below(string corpus, string set) =>
        Directory.EnumerateFiles(Path.Combine(corpus, set), "*.json", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(corpus, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);
}
