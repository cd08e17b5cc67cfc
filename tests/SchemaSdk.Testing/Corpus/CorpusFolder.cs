using System.Runtime.CompilerServices;

namespace SchemaSdk.Testing;

/// <summary>
/// Finds the schemas that tests run over: our own, which this repository has, and those of others, which may lie beside it.
/// </summary>
public static class CorpusFolder
{
    /// <summary>The schemas that were written for these tests, in the dialects of services. They form one set.</summary>
    public static string Own { get; } = Here();

    /// <summary>
    /// The sets of others: where <c>SCHEMASDK_CORPUS</c> says, or beside the repository. Null if there are none, or if
    /// <c>SCHEMASDK_WITHOUT_CORPUS=1</c> leaves them out.
    /// </summary>
    public static string? Others { get; } = FindOthers();

    /// <summary>The saved pages of documentation that lie beside those sets; null if there are none.</summary>
    public static string? Pages { get; } =
        Others is { } others && Path.GetFullPath(Path.Combine(others, "../pages")) is var pages && Directory.Exists(pages) ? pages : null;

    /// <summary>True if everything is tried, which takes minutes, and not only a sample: <c>SCHEMASDK_FULL</c>.</summary>
    public static bool IsFull { get; } = Environment.GetEnvironmentVariable("SCHEMASDK_FULL") is { Length: > 0 };

    /// <summary>The folders to run over, one after the other.</summary>
    public static TheoryData<string> All => Others is null ? [Own] : [Own, Others];

    /// <summary>One of so many, in their order; all of them if <see cref="IsFull"/>.</summary>
    public static IEnumerable<T> SampleOf<T>(IEnumerable<T> all, int oneOf) => all.Where((_, index) => IsFull || index % oneOf == 0);

    private static string? FindOthers()
    {
        // A folder that is named but missing is not passed over: reading it fails.
        var beside = Path.GetFullPath(Path.Combine(Own, "../../../shared/corpus"));
        return Environment.GetEnvironmentVariable("SCHEMASDK_WITHOUT_CORPUS") == "1" ? null
            : Environment.GetEnvironmentVariable("SCHEMASDK_CORPUS") is { Length: > 0 } named ? named
            : Directory.Exists(beside) ? beside
            : null;
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetFullPath(Path.Combine(path, "../../../Corpus"));
}
