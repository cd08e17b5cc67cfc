
namespace SchemaSdk.Generator.Tests.Corpus.Vintages;

/// <summary>One model as it was, and as it is some months later.</summary>
/// <param name="Old">The older model.</param>
/// <param name="New">The newer model, under the same id.</param>
internal sealed record VintagePair(CorpusModel Old, CorpusModel New)
{
    /// <summary>The edit that was made; empty for a later version of the service.</summary>
    public string Edit { get; init; } = "";

    /// <summary>True if that changes no meaning.</summary>
    public bool IsRewrite { get; init; }

    /// <summary>The id.</summary>
    public string Id => Old.Id;

    /// <summary>All pairs, in the order of their ids: of fal's models, or of our own where those of others are left out.</summary>
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
