using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SchemaSdk.Jobs.Polling;

/// <summary>The learned durations as text, in seconds: <c>{"version":1,"models":{"acme/still":[61.5,58.2]}}</c>.</summary>
internal sealed class PollingProfile(IReadOnlyDictionary<string, double[]> models, string? problem = null)
{
    internal const int MostModels = 1000;

    private const int Version = 1;
    private const int MostOfModelId = 300;

    // Enough for a thousand ids of 300 escaped characters, with twenty durations each.
    private const int MostCharacters = 1 << 22;

    // The longest timeout that a job can have.
    private static readonly double Longest = TimeSpan.FromDays(24).TotalSeconds;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal IReadOnlyDictionary<string, double[]> Models { get; } = models;

    /// <summary>Why the text could not be read, as part of a sentence; null if it was read.</summary>
    internal string? Problem { get; } = problem;

    internal static string Write(IEnumerable<KeyValuePair<string, double[]>> models)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            writer.WriteNumber("version"u8, Version);
            writer.WriteStartObject("models"u8);
            foreach (var (model, durations) in models.Where(model => model.Value.Length > 0 && IsId(model.Key)).Take(MostModels))
            {
                writer.WriteStartArray(model);
                foreach (var duration in durations)
                {
                    writer.WriteRawValue(
                        Math.Min(duration, Longest).ToString("0.###", CultureInfo.InvariantCulture), skipInputValidation: true);
                }

                writer.WriteEndArray();
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Reads a text; <see cref="Problem"/> says whether that failed.</summary>
    internal static PollingProfile Read(string text)
    {
        var models = new Dictionary<string, double[]>(StringComparer.Ordinal);
        try
        {
            return new(models, ReadInto(models, text));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // A property name that is not valid Unicode throws an InvalidOperationException.
            models.Clear();
            return new(models, "is not exported JSON");
        }
    }

    private static string? ReadInto(Dictionary<string, double[]> models, string text)
    {
        if (text.Length > MostCharacters)
        {
            return $"has more than {MostCharacters} characters";
        }

        using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 4 });
        var profile = document.RootElement;
        if (profile.ValueKind != JsonValueKind.Object
            || !profile.TryGetProperty("version"u8, out var version)
            || version.ValueKind != JsonValueKind.Number
            || !version.TryGetInt32(out var number)
            || number != Version)
        {
            return $"has no version {Version}";
        }

        if (!profile.TryGetProperty("models"u8, out var list) || list.ValueKind != JsonValueKind.Object)
        {
            return "has no models";
        }

        foreach (var model in list.EnumerateObject())
        {
            if (Add(models, model) is { } problem)
            {
                models.Clear();
                return problem;
            }
        }

        return null;
    }

    private static string? Add(Dictionary<string, double[]> models, JsonProperty model) =>
        models.Count == MostModels ? $"has more than {MostModels} models"
        : Durations(
            model.Value) is not { } durations ? $"has a model without a list of at most {ModelDurations.Size} durations from 0 to 24 days"
        : !IsId(model.Name) || !models.TryAdd(model.Name, durations) ? "has a model twice, or one without an id"
        : null;

    private static double[]? Durations(JsonElement list)
    {
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > ModelDurations.Size)
        {
            return null;
        }

        var read = new List<double>(ModelDurations.Size);
        foreach (var duration in list.EnumerateArray())
        {
            if (duration.ValueKind != JsonValueKind.Number
                || !duration.TryGetDouble(out var seconds)
                || !(seconds >= 0 && seconds <= Longest))
            {
                return null;
            }

            read.Add(seconds);
        }

        return [.. read];
    }

    // An unpaired surrogate is written as the replacement character, so two ids could become equal.
    private static bool IsId(string id)
    {
        foreach (var rune in id.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar)
            {
                return false;
            }
        }

        return id.Length is > 0 and <= MostOfModelId;
    }
}
