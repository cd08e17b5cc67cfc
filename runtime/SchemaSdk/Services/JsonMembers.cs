using System.Buffers.Text;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using SchemaSdk.Client.Errors;
using SchemaSdk.CompilerServices;

namespace SchemaSdk.Services;

/// <summary>The members of a JSON object that a profile knows. An index is the position of a name in the profile's list.</summary>
internal readonly struct JsonMembers
{
    // The profile with the most names has this many. The inline array avoids an allocation for each poll.
    private const int MostNames = 16;

    private readonly ReadOnlyMemory<byte> _text;
    private readonly Ranges _ranges;

    private JsonMembers(ReadOnlyMemory<byte> text, in Ranges ranges) => (_text, _ranges) = (text, ranges);

    /// <summary>The JSON text of a value; empty if the member is missing or null.</summary>
    internal ReadOnlyMemory<byte> this[int member] => _text[_ranges[member]];

    /// <summary>Reads an object; null if the text is not exactly one JSON object. Of members with the same name, the last counts.</summary>
    internal static JsonMembers? Of(ReadOnlyMemory<byte> text, Utf8Texts names)
    {
        var ranges = default(Ranges);
        var cursor = new JsonCursor(text.Span, int.MaxValue);
        try
        {
            cursor.ReadValue();
            if (cursor.TokenType != JsonTokenType.StartObject)
            {
                return null;
            }

            var isInside = false;
            for (var member = 0; cursor.NextMember(ref isInside, names, ref member); member++)
            {
                if (member >= 0)
                {
                    var (start, isNull) = (cursor.TokenStartIndex, cursor.TokenType == JsonTokenType.Null);
                    cursor.Skip();
                    ranges[member] = isNull ? default : start..cursor.TokenEndIndex;
                }
            }

            cursor.ExpectEnd();
            return new JsonMembers(text, ranges);
        }
        catch (JsonException)
        {
            // The body is truncated or not JSON.
            return null;
        }
    }

    /// <summary>Reads an array of objects; null if the value is not an array, or an item is not an object.</summary>
    internal static List<JsonMembers>? AllOf(ReadOnlyMemory<byte> value, Utf8Texts names)
    {
        var items = JsonParts.Items(value)?.ConvertAll(item => Of(item, names));
        return items?.TrueForAll(static item => item is not null) == true ? items.ConvertAll(static item => item!.Value) : null;
    }

    /// <summary>The text of a member; null if it is missing or not a string.</summary>
    internal string? Text(int member) => JsonParts.TextOf(this[member].Span);

    /// <summary>The text of a member, or the JSON of a value of another type, cut for a message; null if it is missing.</summary>
    internal string? Told(int member) => JsonParts.Told(this[member].Span);

    internal bool IsTrue(int member) => this[member].Span.SequenceEqual("true"u8);

    /// <summary>The value of a member; null if it is missing or not a number.</summary>
    internal double? Number(int member) => this[member].Span is { Length: > 0 } number
        && Utf8Parser.TryParse(number, out double value, out var length) && length == number.Length ? value : null;

    /// <summary>The value of a member; null if it is missing or not a whole number of at most 32 bits.</summary>
    internal int? Whole(int member) => this[member].Span is { Length: > 0 } number
        && Utf8Parser.TryParse(number, out int value, out var length) && length == number.Length ? value : null;

    /// <summary>The time of a member, which is in UTC if it has no offset; null if it is missing or not a time.</summary>
    internal DateTimeOffset? Time(int member) =>
        this[member].Span is [(byte)'"', .. var text, (byte)'"'] && PlainTime.TryRead(text, out var plain) ? plain
        : DateTimeOffset.TryParse(Text(member), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time
        : null;

    [InlineArray(MostNames)]
    private struct Ranges
    {
        private Range _first;
    }
}

/// <summary>Finds values in JSON of any form. Nothing here throws, because anything may answer in place of a service.</summary>
internal static class JsonParts
{
    /// <summary>Returns a value without the space around it; null if the text is not exactly one JSON value.</summary>
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

    /// <summary>Returns the items of an array, which must be valid JSON; null if the value is not an array.</summary>
    internal static List<ReadOnlyMemory<byte>>? Items(ReadOnlyMemory<byte> value)
    {
        if (value.Span is not [(byte)'[', ..])
        {
            return null;
        }

        var items = new List<ReadOnlyMemory<byte>>();
        var cursor = new JsonCursor(value.Span, int.MaxValue);
        cursor.ReadValue();
        for (var isInside = false; cursor.NextItem(ref isInside);)
        {
            var start = cursor.TokenStartIndex;
            cursor.Skip();
            items.Add(value[start..cursor.TokenEndIndex]);
        }

        return items;
    }

    /// <summary>Returns the text of a JSON string, or another JSON value itself, cut for a message; null if there is no value.</summary>
    internal static string? Told(ReadOnlySpan<byte> value) =>
        value.IsEmpty ? null : ErrorText.Cut(TextOf(value)) ?? ErrorText.Cut(value);

    /// <summary>Returns the text of a JSON string, which must be valid JSON; null if the value is not a string.</summary>
    internal static string? TextOf(ReadOnlySpan<byte> value)
    {
        if (value is not [(byte)'"', ..])
        {
            return null;
        }

        var reader = new Utf8JsonReader(value);
        reader.Read();
        return TextOf(ref reader);
    }

    /// <summary>Finds a text in an object, or in the received part of an interrupted one; null if it is not there.</summary>
    internal static string? TextIn(ReadOnlySpan<byte> start, ReadOnlySpan<byte> name)
    {
        var reader = new Utf8JsonReader(start, isFinalBlock: false, new JsonReaderState(ServiceBody.AnyDepth));
        try
        {
            var isWhole = reader.Read() && reader.TokenType == JsonTokenType.StartObject;
            while (isWhole && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals(name))
                {
                    return reader.Read() && reader.TokenType == JsonTokenType.String ? TextOf(ref reader) : null;
                }

                isWhole = reader.TrySkip();
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The body is not JSON or not UTF-8, so it does not have the member.
        }

        return null;
    }

    private static string? TextOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            // The text ends within a character or is not UTF-8. Its raw form is better than nothing.
            return Encoding.UTF8.GetString(reader.ValueSpan);
        }
    }
}
