namespace SchemaSdk.Generator.Tests.Corpus;

/// <summary>Our own schemas, and the real schemas of the corpus if it is available.</summary>
internal static class Corpus
{
    /// <summary>The approximate number of models that a normal test run uses from each corpus set.</summary>
    private const int SampleSize = 8;

    public const string Own = "own";

    /// <summary>The sets of the large corpus, such as "fal"; empty if it is not available.</summary>
    public static readonly string[] Others =
        CorpusFolder.Others is null ? [] : ["runcomfy", "fal", "fal-2026-01", "replicate", "huggingface", "other"];

    public static readonly string[] Names = [Own, .. Others];

    /// <summary>All names, for theories.</summary>
    public static TheoryData<string> Sets => [.. Names];

    /// <summary>
    /// Returns those models of a corpus set that tests use: in a normal run, every n-th model by id; in a full run, every model.
    /// </summary>
    public static IReadOnlyList<CorpusModel> Models(string set)
    {
        var all = AllModels(set);
        var step = (all.Count + SampleSize - 1) / SampleSize;
        return [.. FullRun.SampleOf(all, step)];
    }

    /// <summary>Returns all models of a corpus set, ordered by id.</summary>
    public static IReadOnlyList<CorpusModel> AllModels(string set)
    {
        var folder = FolderOf(set);
        Assert.True(
            Directory.Exists(folder),
            $"No schemas at {folder}; set SCHEMASDK_CORPUS to the folder of the corpus, or SCHEMASDK_WITHOUT_CORPUS=1 to run without it.");
        return
        [
            .. Directory.EnumerateFiles(folder, "input.json", SearchOption.AllDirectories)
                .Select(
                    input => new CorpusModel(set, Path.GetRelativePath(folder, Path.GetDirectoryName(input)!).Replace('\\', '/'), input))
                .OrderBy(model => model.Id, StringComparer.Ordinal),
        ];
    }

    /// <summary>Returns the reference files of a corpus set, which are next to the folders of its models.</summary>
    public static IEnumerable<string> References(string set) =>
        Directory.EnumerateFiles(FolderOf(set), "*.json").Order(StringComparer.Ordinal);

    private static string FolderOf(string set) =>
        Path.Combine(set.StartsWith(Own, StringComparison.Ordinal) ? CorpusFolder.Own : CorpusFolder.Others!, set);
}
