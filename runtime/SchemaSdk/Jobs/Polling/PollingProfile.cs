using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SchemaSdk.Jobs.Polling;

/// <summary>The learned durations as text, in seconds: <c>{"version":1,"models":{"acme/still":[61.5,58.2]}}</c>.</summary>
internal static class PollingProfile
{
    internal const int MostModels = 1000;

    private const int MostOfModelId = 300;

    // Enough for a thousand ids of 300 escaped characters, with twenty durations each.
    private const int MostCharacters = 1 << 22;

    // The longest timeout that a job can have.
    private static readonly double Longest = TimeSpan.FromDays(24).TotalSeconds;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static string Write(IEnumerable<KeyValuePair<string, double[]>> models)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            writer.WriteNumber("version"u8, 1);
            writer.WriteStartObject("models"u8);
            foreach (var (model, durations) in models.Where(model => model.Value.Length > 0 && IsId(model.Key)).Take(MostModels))
            {
                writer.WriteStartArray(model);
                foreach (var duration in durations)
                {
                    writer.WriteNumberValue(Math.Round(Math.Min(duration, Longest), 3));
                }

                writer.WriteEndArray();
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    // problem: why the text could not be read, as a part of a sentence; null if it was read.
    internal static Dictionary<string, double[]> Read(string text, out string? problem)
    {
        var models = new Dictionary<string, double[]>(StringComparer.Ordinal);
        try
        {
            problem = ReadInto(models, text);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // A property name that is not valid Unicode throws an InvalidOperationException.
            problem = "is not exported JSON";
        }

        return problem is null ? models : [];
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
            || !profile.TryGetProperty("version"u8, out var version) || version.GetRawText() != "1")
        {
            return "has no version 1";
        }

        if (!profile.TryGetProperty("models"u8, out var list) || list.ValueKind != JsonValueKind.Object)
        {
            return "has no models";
        }

        foreach (var model in list.EnumerateObject())
        {
            var problem = models.Count == MostModels ? $"has more than {MostModels} models"
                : DurationsIn(model.Value) is not { } durations
                    ? $"has a model without a list of at most {ModelDurations.Size} durations from 0 to 24 days"
                : !IsId(model.Name) || !models.TryAdd(model.Name, durations) ? "has a model twice, or one without an id"
                : null;
            if (problem is not null)
            {
                return problem;
            }
        }

        return null;
    }

    private static double[]? DurationsIn(JsonElement list)
    {
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > ModelDurations.Size)
        {
            return null;
        }

        double[] read = [.. list.EnumerateArray().Select(static duration =>
            duration.ValueKind == JsonValueKind.Number && duration.TryGetDouble(out var seconds) ? seconds : -1)];
        return Array.TrueForAll(read, static seconds => seconds >= 0 && seconds <= Longest) ? read : null;
    }

    // An unpaired surrogate is written as the replacement character, so two ids could become equal.
    private static bool IsId(string id) =>
        id.Length is > 0 and <= MostOfModelId && id.EnumerateRunes().All(static rune => rune != Rune.ReplacementChar);
}
