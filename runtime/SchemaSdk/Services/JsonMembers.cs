using System.Runtime.InteropServices;

namespace SchemaSdk.Services;

/// <summary>The members of a JSON object. If several members have the same name, the last one is used.</summary>
internal readonly struct JsonMembers
{
    private readonly ReadOnlyMemory<byte> _text;
    private readonly List<Member>? _members;

    private JsonMembers(ReadOnlyMemory<byte> text, List<Member> members) => (_text, _members) = (text, members);

    /// <summary>The JSON text of a value; empty if the member is missing or null.</summary>
    internal ReadOnlyMemory<byte> this[ReadOnlySpan<byte> name]
    {
        get
        {
            var json = _text.Span;
            var members = CollectionsMarshal.AsSpan(_members);
            for (var i = members.Length - 1; i >= 0; i--)
            {
                if (members[i].IsNamed(json, name))
                {
                    return _text[members[i].Value];
                }
            }

            return default;
        }
    }

    /// <summary>Reads an object; null if the argument is not exactly one JSON object.</summary>
    // isStart: true to read the complete members of a text that may be only the start of an object.
    internal static JsonMembers? Of(ReadOnlyMemory<byte> text, bool isStart = false)
    {
        var members = new List<Member>(capacity: 8);
        var cursor = new JsonCursor(text.Span, int.MaxValue);
        try
        {
            cursor.ReadValue();
            if (cursor.TokenType != JsonTokenType.StartObject)
            {
                return null;
            }

            for (var isInside = false; cursor.NextMember(ref isInside);)
            {
                var (name, length, isEscaped) = (cursor.TokenStartIndex + 1, cursor.ValueSpan.Length, cursor.ValueIsEscaped);
                cursor.ToValue();
                var (start, isNull) = (cursor.TokenStartIndex, cursor.TokenType == JsonTokenType.Null);
                cursor.Skip();
                members.Add(new Member(name, length, isEscaped, isNull ? default : start..cursor.TokenEndIndex));
            }

            cursor.ExpectEnd();
            return new JsonMembers(text, members);
        }
        catch (JsonException)
        {
            return isStart ? new JsonMembers(text, members) : null;
        }
    }

    /// <summary>Reads an array of objects; null if the value is not an array, an item is not an object, or the array is too long.</summary>
    internal static List<JsonMembers>? AllOf(ReadOnlyMemory<byte> value) =>
        JsonParts.Items(value) is { Count: < JsonParts.MostItems } all && all.ConvertAll(static item => Of(item)) is var items
            && items.TrueForAll(static item => item is not null) ? items.ConvertAll(static item => item!.Value) : null;

    /// <summary>Returns a member's string; null if the member is missing or not a string.</summary>
    internal string? Text(ReadOnlySpan<byte> name) => JsonParts.TextOf(this[name].Span);

    /// <summary>Returns a member, shortened for a message: a string as text, any other value as JSON. Null if it is missing.</summary>
    internal string? Told(ReadOnlySpan<byte> name) => JsonParts.Told(this[name].Span);

    internal bool IsTrue(ReadOnlySpan<byte> name) => this[name].Span.SequenceEqual("true"u8);

    internal double? Number(ReadOnlySpan<byte> name) =>
        double.TryParse(this[name].Span, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;

    internal int? Whole(ReadOnlySpan<byte> name) =>
        int.TryParse(this[name].Span, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>Returns a member's time. A time without an offset is in UTC. Null if the member is missing or not a time.</summary>
    internal DateTimeOffset? Time(ReadOnlySpan<byte> name) =>
        DateTimeOffset.TryParse(Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    // Start, Length: the position of the name without its quotation marks.
    private readonly record struct Member(int Start, int Length, bool IsEscaped, Range Value)
    {
        internal bool IsNamed(ReadOnlySpan<byte> json, ReadOnlySpan<byte> name)
        {
            if (!IsEscaped || Length > Utf8Texts.BytesOfEscape * name.Length)
            {
                return Length == name.Length && json.Slice(Start, Length).SequenceEqual(name);
            }

            // The request id must be found even if its member's name is written with escape sequences.
            var reader = new Utf8JsonReader(json.Slice(Start - 1, Length + 2));
            return reader.Read() && Encoding.UTF8.GetBytes(JsonText.Decode(ref reader)).AsSpan().SequenceEqual(name);
        }
    }
}
