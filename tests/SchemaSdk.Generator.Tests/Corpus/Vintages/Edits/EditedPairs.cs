using System.Text.Json;
using System.Text.Json.Nodes;

namespace SchemaSdk.Generator.Tests.Corpus.Vintages.Edits;

/// <summary>Models of the corpus as they are, and after one edit by chance.</summary>
internal static class EditedPairs
{
    private const int MaxLength = 60_000;
    private const int Seed = 34;
    private const int MaxTries = 200;

    // A set whose models refer to files beside them is left out.
    private static readonly string[] Sets = [.. Corpus.Sets.Where(set => !Corpus.References(set).Any())];
    private static readonly JsonSerializerOptions Written = new() { MaxDepth = 200, WriteIndented = true };

    /// <summary>Makes them: each kind of edit in its turn, on a part of a file by chance.</summary>
    /// <param name="number">How many.</param>
    public static IReadOnlyList<VintagePair> Make(int number)
    {
        var all = Sets.SelectMany(Corpus.AllModels).ToList();
        var choices = all.FindAll(model => HasChoice(model.Input) || HasChoice(model.Output ?? ""));

        // What no schema of some takes is left out: most keywords stand in few of them.
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

    /// <summary>Edits one file of a model; null if nothing in it takes the edit.</summary>
    /// <param name="model">The model.</param>
    /// <param name="edit">The edit.</param>
    /// <param name="isInput">True for its input.</param>
    /// <param name="random">Which part of the file.</param>
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
