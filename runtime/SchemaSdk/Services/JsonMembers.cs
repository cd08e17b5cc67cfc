using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using SchemaSdk.CompilerServices;

namespace SchemaSdk.Services;

/// <summary>
/// The members of a JSON object that a profile knows. The position of a name in the profile's list of names identifies the member.
/// </summary>
internal sealed class JsonMembers
{
    private readonly ReadOnlyMemory<byte>[] _values;

    private JsonMembers(ReadOnlyMemory<byte>[] values) => _values = values;

    /// <summary>The JSON text of a value; empty if the member is missing or null.</summary>
    internal ReadOnlyMemory<byte> this[int member] => _values[member];

    /// <summary>Reads an object; null if the text is not exactly one JSON object. Of members with the same name, the last counts.</summary>
    internal static JsonMembers? Of(ReadOnlyMemory<byte> text, Utf8Texts names)
    {
        var values = new ReadOnlyMemory<byte>[names.Values.Length];
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
                    values[member] = isNull ? default : text[start..cursor.TokenEndIndex];
                }
            }

            cursor.ExpectEnd();
            return new JsonMembers(values);
        }
        catch (JsonException)
        {
            // The body is truncated or not JSON.
            return null;
        }
    }

    /// <summary>The text of a member; null if it is missing or not a string.</summary>
    internal string? Text(int member) => JsonParts.TextOf(_values[member].Span);

    internal bool IsTrue(int member) => _values[member].Span.SequenceEqual("true"u8);

    /// <summary>The value of a member; null if it is missing or not a number.</summary>
    internal double? Number(int member) => _values[member].Span is { Length: > 0 } number
        && Utf8Parser.TryParse(number, out double value, out var length) && length == number.Length ? value : null;

    /// <summary>The time of a member, which is in UTC if it has no offset; null if it is missing or not a time.</summary>
    internal DateTimeOffset? Time(int member) =>
        DateTimeOffset.TryParse(Text(member), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
