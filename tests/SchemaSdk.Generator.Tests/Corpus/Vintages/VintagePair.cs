namespace SchemaSdk.Generator.Tests.Corpus.Vintages;

/// <summary>A model in an older and a newer version.</summary>
internal sealed record VintagePair(CorpusModel Old, CorpusModel New)
{
    /// <summary>The edit that made the newer version; empty if that version comes from the service.</summary>
    public string Edit { get; init; } = "";

    /// <summary>True if the edit does not change the meaning of the schema.</summary>
    public bool IsRewrite { get; init; }

    /// <summary>The models that only the newer version has.</summary>
    public IReadOnlyList<CorpusModel> Added { get; init; } = [];

    /// <summary>The C# path that the lock file keeps for the model; null without a lock file.</summary>
    public string? Kept { get; init; }

    /// <summary>The C# names of members that the lock file keeps, by type, as JSON text; null if it keeps none.</summary>
    public string? KeptMembers { get; init; }

    public string Id => Old.Id;

    /// <summary>Returns a lock file with the kept names of these models; null if no model's path is kept.</summary>
    public static SchemaText? LockOf(IEnumerable<VintagePair> pairs)
    {
        var names = pairs.Where(pair => pair.Kept is not null).Select(pair => $"\"{pair.Id}\": \"{pair.Kept}\"").ToList();
        var members = pairs.Where(pair => pair.KeptMembers is not null).Select(pair => $"\"{pair.Id}\": {pair.KeptMembers}");
        return names.Count == 0 ? null : SchemaText.Lock(string.Join(", ", names), members: string.Join(", ", members));
    }

    /// <summary>Models that have an older and a newer version, sorted by id: fal's models, or our own if the corpus is missing.</summary>
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
