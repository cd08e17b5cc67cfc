using System.Globalization;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

public ref partial struct JsonCheck
{
    /// <summary>Keyword <c>type</c>.</summary>
    /// <param name="reader">On the first token of the value, where it stays.</param>
    /// <param name="types">The types that are allowed.</param>
    public void Type(ref Utf8JsonReader reader, JsonTypes types)
    {
        if ((TypeOf(ref reader, types) & types) == 0)
        {
            var allowed = Names(types);
            Report(reader.TokenStartIndex, "type", $"be of type {allowed}", allowed);
        }
    }

    /// <summary>Keyword <c>minLength</c>, in Unicode code points.</summary>
    /// <param name="reader">On the first token of the value, where it stays.</param>
    /// <param name="length">The least length.</param>
    public void MinLength(ref Utf8JsonReader reader, long length)
    {
        if (reader.TokenType == JsonTokenType.String && JsonText.CountCodePoints(reader.ValueSpan) is var count && count < length)
        {
            ReportCount(reader.TokenStartIndex, "minLength", "at least", length, "characters", count);
        }
    }

    /// <summary>Keyword <c>maxLength</c>, in Unicode code points.</summary>
    /// <param name="reader">On the first token of the value, where it stays.</param>
    /// <param name="length">The greatest length.</param>
    public void MaxLength(ref Utf8JsonReader reader, long length)
    {
        // A code point has one byte at least.
        if (reader.TokenType == JsonTokenType.String
            && reader.ValueSpan.Length > length
            && JsonText.CountCodePoints(reader.ValueSpan) is var count
            && count > length)
        {
            ReportCount(reader.TokenStartIndex, "maxLength", "at most", length, "characters", count);
        }
    }

    /// <summary>Keyword <c>enum</c> of strings. Other JSON kinds are left to <see cref="Type"/>.</summary>
    /// <param name="reader">On the first token of the value, where it stays.</param>
    /// <param name="texts">The texts that are allowed.</param>
    public void Enum(ref Utf8JsonReader reader, KnownTexts texts)
    {
        if (reader.TokenType == JsonTokenType.String && texts.Find(ref reader) < 0)
        {
            Report(reader.TokenStartIndex, "enum", $"be one of {texts.Allowed}", texts.Allowed);
        }
    }

    /// <summary>Keyword <c>minItems</c>.</summary>
    /// <param name="count">How many items there are.</param>
    /// <param name="least">How many there must be.</param>
    /// <param name="start">Where the array starts.</param>
    public void MinItems(long count, long least, long start)
    {
        if (count < least)
        {
            ReportCount(start, "minItems", "at least", least, "items", count);
        }
    }

    /// <summary>Keyword <c>maxItems</c>.</summary>
    /// <param name="count">How many items there are.</param>
    /// <param name="most">How many there may be.</param>
    /// <param name="start">Where the array starts.</param>
    public void MaxItems(long count, long most, long start)
    {
        if (count > most)
        {
            ReportCount(start, "maxItems", "at most", most, "items", count);
        }
    }

    /// <summary>Keyword <c>required</c>, for one member.</summary>
    /// <param name="isPresent">Whether the member came.</param>
    /// <param name="name">Its name, unescaped.</param>
    /// <param name="start">Where the object starts.</param>
    public void Required(bool isPresent, string name, long start)
    {
        if (!isPresent)
        {
            Report(start, "required", "", null, name);
        }
    }

    private static JsonTypes TypeOf(ref Utf8JsonReader reader, JsonTypes wanted) => reader.TokenType switch
    {
        JsonTokenType.Null => JsonTypes.Null,
        JsonTokenType.True or JsonTokenType.False => JsonTypes.Boolean,
        JsonTokenType.String => JsonTypes.String,
        JsonTokenType.StartArray => JsonTypes.Array,
        JsonTokenType.StartObject => JsonTypes.Object,
        _ when (wanted & JsonTypes.Number) == JsonTypes.Integer && !new JsonNumber(reader.ValueSpan).IsInteger => JsonTypes.None,
        _ => JsonTypes.Number,
    };

    private static string Names(JsonTypes types)
    {
        var names = new List<string>();
        foreach (var (type, name) in AllTypes)
        {
            if ((types & type) == type && !(type == JsonTypes.Integer && (types & JsonTypes.Number) == JsonTypes.Number))
            {
                names.Add(name);
            }
        }

        return string.Join(" or ", names);
    }

    private static ReadOnlySpan<(JsonTypes Type, string Name)> AllTypes => new[]
    {
        (JsonTypes.String, "string"),
        (JsonTypes.Integer, "integer"),
        (JsonTypes.Number, "number"),
        (JsonTypes.Boolean, "boolean"),
        (JsonTypes.Array, "array"),
        (JsonTypes.Object, "object"),
        (JsonTypes.Null, "null"),
    };

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    private void ReportCount(long start, string rule, string relation, long bound, string unit, long count) =>
        Report(start, rule, $"have {relation} {Text(bound)} {unit}, not {Text(count)}", $"{relation} {Text(bound)} {unit}");
}
