using System.Text.Json.Nodes;

namespace SchemaSdk.Generator.Tests.Corpus.Vintages.Edits;

/// <summary>Models of the corpus before and after one random edit.</summary>
internal static class EditedPairs
{
    private const int MaxLength = 60_000;
    private const int Seed = 34;
    private static readonly int MaxTries = FullRun.IsOn ? 200 : 30;

    private static readonly string[] Sets = [.. Corpus.Names.Where(set => !Corpus.References(set).Any())];
    private static readonly JsonSerializerOptions Written = new() { MaxDepth = 200, WriteIndented = true };

    /// <summary>Applies each kind of edit in turn, to a random part of a random file.</summary>
    public static IReadOnlyList<VintagePair> Make(int number)
    {
        var all = Sets.SelectMany(set => FullRun.IsOn ? Corpus.AllModels(set) : Corpus.Models(set)).ToList();
        var choices = all.FindAll(model => HasChoice(model.Input) || HasChoice(model.Output ?? ""));

        // An edit to a rare keyword may find no schema with that keyword.
        return
        [
            .. Enumerable.Range(0, int.MaxValue)
                .Select(i => Make(i, i / Edit.All.Count % 2 == 0 ? all : choices))
                .OfType<VintagePair>()
                .Take(number),
        ];
    }

    private static VintagePair? Make(int index, List<CorpusModel> models)
    {
        var random = new Random(Seed + index);
        var edit = Edit.All[index % Edit.All.Count];
        for (var i = 0; i < MaxTries; i++)
        {
            var model = models[random.Next(models.Count)] with { Set = Corpus.Own, Id = $"edit{index}/kite" };
            if (Make(model, edit, isInput: model.Output is null || random.Next(3) > 0, random) is { } pair)
            {
                return pair;
            }
        }

        return null;
    }

    /// <summary>Edits one file of a model; returns null if the edit does not apply.</summary>
    public static VintagePair? Make(CorpusModel model, Edit edit, bool isInput, Random random) =>
        Edited((isInput ? model.Input : model.Output) ?? "", edit, random) is { } edited
            ? new VintagePair(model, isInput ? model with { EditedInput = edited } : model with { EditedOutput = edited })
            {
                Edit = edit.Name,
                IsRewrite = edit.IsRewrite,
            }
            : null;

    private static string? Edited(string text, Edit edit, Random random)
    {
        if (text.Length is 0 or > MaxLength || JsonNode.Parse(text) is not JsonObject root)
        {
            return null;
        }

        var sites = SchemaSites.Of(root).ToArray();
        random.Shuffle(sites);
        return sites.Any(site => edit.Apply(site, random)) ? root.ToJsonString(Written) : null;
    }

    private static bool HasChoice(string text) =>
        text.Contains("\"oneOf\"", StringComparison.Ordinal) || text.Contains("\"anyOf\"", StringComparison.Ordinal);
}
