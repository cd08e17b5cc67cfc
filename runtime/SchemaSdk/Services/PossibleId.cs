using System.Text;
using System.Text.Json;

namespace SchemaSdk.Services;

/// <summary>Finds a value that may be the request id in an answer of an unknown form to a submit. It is reported, and never used.</summary>
internal static class PossibleId
{
    private const int MaxLength = 128;

    // An object in a list in an object.
    private const int MaxDepth = 3;

    // As services name such things, without "_" and "-"; the likeliest first.
    private static readonly string[] Names =
        ["requestid", "jobid", "taskid", "generationid", "predictionid", "runid", "id", "uuid"];

    /// <summary>Finds it: under the likeliest name and, among equal names, where it is nested least.</summary>
    /// <param name="start">The body, or its beginning.</param>
    /// <returns>The text or number as it is written; null if nothing looks like one.</returns>
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
                if (rank < 0)
                {
                    continue;
                }

                rank = (rank * MaxDepth) + reader.CurrentDepth;
                if (reader.Read() && rank < best.Rank && TextOf(ref reader) is { } text)
                {
                    best = (rank, text);
                }
            }
        }
        catch (JsonException)
        {
            // Broken from here on, or no JSON at all.
        }

        return best.Text;
    }

    private static string Plain(ReadOnlySpan<byte> name) => name.Length > MaxLength ? "" : Encoding.UTF8.GetString(name)
        .Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();

    private static string? TextOf(ref Utf8JsonReader reader)
    {
        var text = reader.TokenType switch
        {
            JsonTokenType.String or JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
            _ => "",
        };
        return text.Length is > 0 and <= MaxLength && !text.AsSpan().ContainsAny(" \t\r\n\\\"") ? text : null;
    }
}
