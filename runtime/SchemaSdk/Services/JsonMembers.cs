using System.Buffers.Text;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
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
