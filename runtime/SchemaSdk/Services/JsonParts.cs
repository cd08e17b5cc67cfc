namespace SchemaSdk.Services;

/// <summary>Finds values in JSON of any form. Never throws, because a proxy or another server may answer instead of the service.</summary>
internal static class JsonParts
{
    // More than any service reports in one answer: errors, or jobs or models on a page.
    internal const int MostItems = 10_000;

    /// <summary>Returns a value without the white space around it; null if the argument is not exactly one JSON value.</summary>
    internal static ReadOnlyMemory<byte>? Whole(ReadOnlyMemory<byte> text)
    {
        var cursor = new JsonCursor(text.Span, int.MaxValue);
        try
        {
            cursor.ReadValue();
            var start = cursor.TokenStartIndex;
            cursor.Skip();
            cursor.ExpectEnd();
            return text[start..cursor.TokenEndIndex];
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Returns an array's first items; null if the value is not an array. The value must be valid JSON.</summary>
    internal static List<ReadOnlyMemory<byte>>? Items(ReadOnlyMemory<byte> value, int most = MostItems)
    {
        if (value.Span is not [(byte)'[', ..])
        {
            return null;
        }

        var items = new List<ReadOnlyMemory<byte>>();
        var cursor = new JsonCursor(value.Span, int.MaxValue);
        cursor.ReadValue();
        for (var isInside = false; items.Count < most && cursor.NextItem(ref isInside);)
        {
            var start = cursor.TokenStartIndex;
            cursor.Skip();
            items.Add(value[start..cursor.TokenEndIndex]);
        }

        return items;
    }

    /// <summary>Returns a value, shortened for a message: a string as text, any other value as JSON. Null if it is missing.</summary>
    internal static string? Told(ReadOnlySpan<byte> value) => value.IsEmpty ? null : ErrorText.Cut(TextOf(value)) ?? ErrorText.Cut(value);

    /// <summary>Decodes a JSON string; null if the value is not a string. The value must be valid JSON.</summary>
    internal static string? TextOf(ReadOnlySpan<byte> value)
    {
        if (value is not [(byte)'"', ..])
        {
            return null;
        }

        var reader = new Utf8JsonReader(value);
        reader.Read();
        return JsonText.Decode(ref reader);
    }
}
