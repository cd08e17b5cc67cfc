using System.Text.Encodings.Web;

namespace SchemaSdk.Jobs.Polling;

/// <summary>The job durations that a client has learned for each model.</summary>
// Durations are serialized in seconds, for example {"version":1,"models":{"acme/still":[61.5,58.2]}}.
internal sealed class LearnedDurations
{
    private const int MostModels = 1000;
    private const int MostOfModelId = 300;

    // Enough for a thousand ids of 300 escaped characters, with twenty durations each.
    private const int MostCharacters = 1 << 22;

    // The longest timeout that a job can have.
    private static readonly double Longest = TimeSpan.FromDays(24).TotalSeconds;

    private readonly ConcurrentDictionary<string, ModelDurations> _models = new(StringComparer.Ordinal);
    private readonly TimeSpan? _fixedInterval;

    // profile: what an earlier client exported.
    internal LearnedDurations(ClientSettings settings, string? profile)
    {
        _fixedInterval = settings.FixedPollInterval;
        var models = profile is null ? [] : profile.Length > MostCharacters ? null : Read(profile);
        if (models is null)
        {
            Log.ProfileIgnored(settings.Log, key: null, "cannot be read by this version");
            return;
        }

        foreach (var (model, seconds) in models)
        {
            Of(model).Load(seconds);
        }
    }

    /// <summary>Returns the durations of a model. Keeps the durations of at most a thousand models.</summary>
    internal ModelDurations Of(string modelId) => _models.TryGetValue(modelId, out var known) ? known
        : _models.Count < MostModels ? _models.GetOrAdd(modelId, static (_, interval) => new ModelDurations(interval), _fixedInterval)
        : new ModelDurations(_fixedInterval);

    internal string Export()
    {
        var models = _models.Select(static model => (Id: model.Key, model.Value.Seconds))
            .Where(static model => model.Seconds.Length > 0 && IsId(model.Id))
            .OrderBy(static model => model.Id, StringComparer.Ordinal)
            .Take(MostModels)
            .Select(static model => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(model.Id)}\":[{TextOf(model.Seconds)}]");
        return $$$"""{"version":1,"models":{{{{string.Join(',', models)}}}}}""";
    }

    private static string TextOf(double[] seconds) => string.Join(
        ',', seconds.Select(static duration => Math.Round(Math.Min(duration, Longest), 3).ToString(CultureInfo.InvariantCulture)));

    private static Dictionary<string, double[]>? Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 4 });
            var profile = document.RootElement;
            var models = new Dictionary<string, double[]>(StringComparer.Ordinal);
            foreach (var model in profile.GetProperty("models"u8).EnumerateObject())
            {
                models.Add(model.Name, [.. model.Value.EnumerateArray().Select(static duration => duration.GetDouble())]);
            }

            var isExported = profile.GetProperty("version"u8).GetRawText() == "1" && models.Count <= MostModels
                && models.All(static model => IsId(model.Key) && model.Value.Length <= ModelDurations.Size
                    && Array.TrueForAll(model.Value, static seconds => seconds >= 0 && seconds <= Longest));
            return isExported ? models : null;
        }
        catch (Exception exception) when (exception
            is JsonException or InvalidOperationException or KeyNotFoundException or ArgumentException or FormatException)
        {
            // The text is not JSON, or a member is missing, occurs twice or has an unexpected type.
            return null;
        }
    }

    // Rejects unpaired surrogates: an export replaces each with the same character, so two ids could become equal.
    private static bool IsId(string id) =>
        id.Length is > 0 and <= MostOfModelId && id.EnumerateRunes().All(static rune => rune != Rune.ReplacementChar);
}
