
namespace SchemaSdk.Generator.Tests.Corpus;

/// <summary>Our own schemas, the real ones beside this repository where there are any, and how many of them are tried.</summary>
internal static class Corpus
{
    /// <summary>Of a set about so many models are in the sample: every so many, in the order of their ids.</summary>
    private const int SampleSize = 30;

    /// <summary>The set that this repository has.</summary>
    public const string Own = "own";

    /// <summary>The sets of others that describe models; none where they are left out.</summary>
    public static readonly string[] Others =
        CorpusFolder.Others is null ? [] : ["runcomfy", "fal", "fal-2026-01", "replicate", "huggingface", "other"];

    /// <summary>All sets.</summary>
    public static readonly string[] Sets = [Own, .. Others];

    /// <summary>The folder of this repository.</summary>
    public static string Repository { get; } = Path.GetFullPath(Path.Combine(CorpusFolder.Own, "../.."));

    /// <summary>The models of one set that are tried, in the order of their ids.</summary>
    /// <param name="set">One of <see cref="Sets"/>.</param>
    public static IReadOnlyList<CorpusModel> Models(string set)
    {
        var all = AllModels(set);
        var step = (all.Count + SampleSize - 1) / SampleSize;
        return [.. FullRun.SampleOf(all, step)];
    }

    /// <summary>All models of one set, in the order of their ids.</summary>
    /// <param name="set">One of <see cref="Sets"/>.</param>
    public static IReadOnlyList<CorpusModel> AllModels(string set)
    {
        var folder = FolderOf(set);
        Assert.True(
            Directory.Exists(folder),
            $"No schemas at {folder}; set SCHEMASDK_CORPUS to the folder of the corpus, or SCHEMASDK_WITHOUT_CORPUS=1 to do without.");
        return
        [
            .. Directory.EnumerateFiles(folder, "input.json", SearchOption.AllDirectories)
                .Select(
                    input => new CorpusModel(set, Path.GetRelativePath(folder, Path.GetDirectoryName(input)!).Replace('\\', '/'), input))
                .OrderBy(model => model.Id, StringComparer.Ordinal),
        ];
    }

    /// <summary>The files of a set that its models refer to: those beside the models' folders.</summary>
    /// <param name="set">One of <see cref="Sets"/>.</param>
    public static IEnumerable<string> References(string set) =>
        Directory.EnumerateFiles(FolderOf(set), "*.json").Order(StringComparer.Ordinal);

    private static string FolderOf(string set) =>
        Path.Combine(set.StartsWith(Own, StringComparison.Ordinal) ? CorpusFolder.Own : CorpusFolder.Others!, set);
}
