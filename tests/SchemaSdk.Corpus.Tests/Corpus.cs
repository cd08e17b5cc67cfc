using System.Runtime.CompilerServices;

namespace SchemaSdk.Corpus.Tests;

/// <summary>The real schemas beside this repository, and how many of them are tried.</summary>
internal static class Corpus
{
    /// <summary>Of a set about so many models are in the sample: every so many, in the order of their ids.</summary>
    private const int SampleSize = 30;

    /// <summary>The sets that describe models.</summary>
    public static readonly string[] Sets = ["runcomfy", "fal", "fal-2026-01", "replicate", "huggingface", "other"];

    /// <summary>Whether everything is tried, which takes minutes, and not only the sample.</summary>
    public static bool IsFull { get; } = Environment.GetEnvironmentVariable("SCHEMASDK_FULL") == "1";

    /// <summary>The folder of this repository.</summary>
    public static string Repository { get; } = Path.GetFullPath(Path.Combine(Here(), "../.."));

    private static string Named { get; } = Environment.GetEnvironmentVariable("SCHEMASDK_CORPUS") ?? "";

    private static string Folder { get; } = Named.Length > 0 ? Named : Path.GetFullPath(Path.Combine(Repository, "../shared/corpus"));

    /// <summary>Why nothing is tried; null where the corpus is. One that is named and missing is no reason: .ci/run names it always.</summary>
    public static string? Skip { get; } =
        Environment.GetEnvironmentVariable("SCHEMASDK_WITHOUT_CORPUS") == "1" ? "SCHEMASDK_WITHOUT_CORPUS is set."
        : Named.Length == 0 && !Directory.Exists(Folder) ? $"There is no corpus of schemas at {Folder}, and SCHEMASDK_CORPUS does not name one."
        : null;

    /// <summary>The models of one set that are tried, in the order of their ids.</summary>
    /// <param name="set">One of <see cref="Sets"/>.</param>
    public static IReadOnlyList<CorpusModel> Models(string set)
    {
        var all = AllModels(set);
        var step = (all.Count + SampleSize - 1) / SampleSize;
        return IsFull ? all : [.. all.Where((_, index) => index % step == 0)];
    }

    /// <summary>All models of one set, in the order of their ids.</summary>
    /// <param name="set">One of <see cref="Sets"/>.</param>
    public static IReadOnlyList<CorpusModel> AllModels(string set)
    {
        var folder = Path.Combine(Folder, set);
        Assert.True(
            Directory.Exists(folder),
            $"No corpus of schemas at {Folder}; set SCHEMASDK_CORPUS to its folder, or SCHEMASDK_WITHOUT_CORPUS=1 to do without.");
        return
        [
            .. Directory.EnumerateFiles(folder, "input.json", SearchOption.AllDirectories)
                .Select(input => new CorpusModel(set, Path.GetRelativePath(folder, Path.GetDirectoryName(input)!).Replace('\\', '/'), input))
                .OrderBy(model => model.Id, StringComparer.Ordinal),
        ];
    }

    /// <summary>The files of a set that its models refer to: those beside the models' folders.</summary>
    /// <param name="set">One of <see cref="Sets"/>.</param>
    public static IEnumerable<string> References(string set) => Directory.EnumerateFiles(Path.Combine(Folder, set), "*.json").Order(StringComparer.Ordinal);

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
