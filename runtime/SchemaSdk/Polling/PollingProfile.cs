using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SchemaSdk.Polling;

/// <summary>What was learned of durations as a text: <c>{"version":1,"models":{"acme/still":[61.5,58.2]}}</c>, in seconds.</summary>
internal static class PollingProfile
{
    internal const int MostModels = 1000;

    private const int Version = 1;
    private const int MostCharacters = 1 << 20;
    private const int MostOfModelId = 300;

    // The longest that a job is waited for.
    private static readonly double Longest = TimeSpan.FromDays(24).TotalSeconds;

    internal static string Write(IEnumerable<KeyValuePair<string, double[]>> models)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteNumber("version"u8, Version);
            writer.WriteStartObject("models"u8);
            foreach (var (model, durations) in models.Where(model => model.Value.Length > 0 && model.Key.Length <= MostOfModelId).Take(MostModels))
            {
                writer.WriteStartArray(model);
                foreach (var duration in durations)
                {
                    writer.WriteRawValue(duration.ToString("0.###", CultureInfo.InvariantCulture), skipInputValidation: true);
                }

                writer.WriteEndArray();
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <exception cref="ArgumentException">It is none.</exception>
    internal static IReadOnlyDictionary<string, double[]> Read(string? text, string option)
    {
        if (text is null)
        {
            return new Dictionary<string, double[]>();
        }

        if (text.Length > MostCharacters)
        {
            throw Refused(option, $"has {text.Length} characters, more than {MostCharacters}", null);
        }

        try
        {
            // A name that is no Unicode is an InvalidOperationException.
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 4 });
            return Read(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException)
        {
            throw Refused(option, exception is FormatException ? exception.Message : "is not the JSON that was exported", exception);
        }
    }

    private static Dictionary<string, double[]> Read(JsonElement profile)
    {
        if (profile.ValueKind != JsonValueKind.Object
            || !profile.TryGetProperty("version"u8, out var version)
            || version.ValueKind != JsonValueKind.Number
            || !version.TryGetInt32(out var number)
            || number != Version)
        {
            throw new FormatException($"has no version {Version}");
        }

        if (!profile.TryGetProperty("models"u8, out var models) || models.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException("has no models");
        }

        var read = new Dictionary<string, double[]>(StringComparer.Ordinal);
        foreach (var model in models.EnumerateObject())
        {
            if (read.Count == MostModels)
            {
                throw new FormatException($"has more than {MostModels} models");
            }

            if (model.Name.Length is 0 or > MostOfModelId || !read.TryAdd(model.Name, Durations(model.Value)))
            {
                throw new FormatException($"has a model \"{Errors.ErrorText.Cut(model.Name)}\" that is there twice or has no id");
            }
        }

        return read;
    }

    private static double[] Durations(JsonElement list)
    {
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > DurationWindow.Size)
        {
            throw new FormatException($"has a model without a list of {DurationWindow.Size} durations at most");
        }

        return
        [
            .. list.EnumerateArray().Select(duration =>
                duration.ValueKind == JsonValueKind.Number && duration.TryGetDouble(out var seconds) && seconds >= 0 && seconds <= Longest
                    ? seconds
                    : throw new FormatException("has a duration that is no number of seconds from 0 to 24 days")),
        ];
    }

    private static ArgumentException Refused(string option, string why, Exception? cause) =>
        new($"{option} {why}. Set what ModelClient.ExportPollingProfile gave, or null to begin without.", option, cause);
}
