namespace SchemaSdk.Testing;

/// <summary>Finds the schemas for tests: those in this repository, and a larger corpus next to the repository.</summary>
public static class CorpusFolder
{
    /// <summary>The schemas of this repository, in the dialects of several services.</summary>
    public static string Own { get; } = SourceTree.PathOf("tests/Corpus");

    /// <summary>
    /// The folder of the larger corpus: the value of <c>SCHEMASDK_CORPUS</c>, or else <c>shared/corpus</c> next to the repository. Null if
    /// that folder is missing or <c>SCHEMASDK_WITHOUT_CORPUS</c> is 1.
    /// </summary>
    public static string? Others { get; } = FindOthers();

    /// <summary>The saved documentation pages next to the larger corpus; null if they are missing.</summary>
    public static string? Pages { get; } =
        Others is { } others && Path.GetFullPath(Path.Combine(others, "../pages")) is var pages && Directory.Exists(pages) ? pages : null;

    /// <summary>All corpora that exist.</summary>
    public static TheoryData<string> All => Others is null ? [Own] : [Own, Others];

    private static string? FindOthers()
    {
        var beside = Path.GetFullPath(Path.Combine(Own, "../../../shared/corpus"));

        // If the folder in SCHEMASDK_CORPUS is missing, tests must fail instead of being skipped.
        return Environment.GetEnvironmentVariable("SCHEMASDK_WITHOUT_CORPUS") == "1" ? null
            : Environment.GetEnvironmentVariable("SCHEMASDK_CORPUS") is { Length: > 0 } named ? named
            : Directory.Exists(beside) ? beside
            : null;
    }
}
