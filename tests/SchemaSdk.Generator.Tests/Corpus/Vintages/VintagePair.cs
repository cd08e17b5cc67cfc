
namespace SchemaSdk.Generator.Tests.Corpus.Vintages;

/// <summary>A model in an older and a newer version.</summary>
internal sealed record VintagePair(CorpusModel Old, CorpusModel New)
{
    /// <summary>The edit; empty if the pair is a later version of the service.</summary>
    public string Edit { get; init; } = "";

    /// <summary>True if the edit does not change the meaning.</summary>
    public bool IsRewrite { get; init; }

    public string Id => Old.Id;

    /// <summary>All pairs by id: fal's models, or our own without the corpus.</summary>
    public static IReadOnlyList<VintagePair> All { get; } =
        CorpusFolder.Others is null ? Find("own-earlier", Corpus.Own) : Find("fal-2026-01", "fal");

    private static List<VintagePair> Find(string older, string newer)
    {
        var models = Corpus.AllModels(newer).ToDictionary(model => model.Id, StringComparer.Ordinal);
        return
        [
            .. Corpus.AllModels(older)
                .Where(model => models.ContainsKey(model.Id))
                .Select(model => new VintagePair(model, models[model.Id])),
        ];
    }
}
