namespace SchemaSdk.Services;

/// <summary>Finds a possible request id in a submit's answer of unknown form. The id is only reported, and never used.</summary>
internal static class PossibleId
{
    private const int MaxLength = 128;

    // Deep enough for an object in an array in an object.
    private const int MaxDepth = 3;

    // The names that services use, with "_" and "-" removed; the most likely first.
    private static readonly string[] Names = ["requestid", "jobid", "taskid", "generationid", "predictionid", "runid", "id", "uuid"];

    /// <summary>Finds the value with the most likely name and, among values of the same name, the least nested one.</summary>
    /// <returns>The text or number as written; null if nothing looks like an id.</returns>
    internal static string? Find(ReadOnlySpan<byte> start)
    {
        var reader = new Utf8JsonReader(start, isFinalBlock: false, new JsonReaderState(ServiceBody.AnyDepth));
        (int Rank, string? Text) best = (int.MaxValue, null);
        try
        {
            while (reader.Read())
            {
                var rank = reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth > MaxDepth ? -1
                    : Array.IndexOf(Names, Plain(reader.ValueSpan));
                var place = (rank * MaxDepth) + reader.CurrentDepth;
                if (rank >= 0 && reader.Read() && place < best.Rank && TextOf(ref reader) is { } text)
                {
                    best = (place, text);
                }
            }
        }
        catch (JsonException)
        {
            // The rest of the answer is not JSON. An id that was found before the error still counts.
        }

        return best.Text;
    }

    private static string Plain(ReadOnlySpan<byte> name) => name.Length > MaxLength ? "" : Encoding.UTF8.GetString(name)
        .Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();

    private static string? TextOf(ref Utf8JsonReader reader)
    {
        var text = reader.TokenType is JsonTokenType.String or JsonTokenType.Number ? Encoding.UTF8.GetString(reader.ValueSpan) : "";
        return text.Length is > 0 and <= MaxLength && !text.AsSpan().ContainsAny(" \t\r\n\\\"") ? text : null;
    }
}
