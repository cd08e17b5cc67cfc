using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

public ref partial struct JsonCheck
{
    private const int MaskBits = 64;

    /// <summary>Keywords <c>minLength</c> and <c>maxLength</c>, in Unicode code points.</summary>
    /// <param name="least">The least length.</param>
    /// <param name="most">The greatest length.</param>
    public void Length(long least, long most = long.MaxValue)
    {
        // A code point has one byte at least, and twelve at most, as two escapes.
        if (IsText && (Reader.ValueSpan.Length > most || Reader.ValueSpan.Length / 12 < least) && !IsFile)
        {
            var count = JsonText.CountCodePoints(Reader.ValueSpan);
            ReportCount(Reader.TokenStartIndex, "minLength", "maxLength", ("character", "characters"), count, least, most);
        }
    }

    /// <summary>Keyword <c>pattern</c>.</summary>
    /// <param name="pattern">The pattern, which the string has to match somewhere.</param>
    public void Pattern(TextPattern pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        if (IsText && !pattern.IsMatch(ref Reader) && !IsFile && Fails())
        {
            Report("pattern", $"match {pattern.Shown}", $"text that matches {pattern.Shown}");
        }
    }

    /// <summary>Keyword <c>enum</c> of strings. Other JSON kinds are left to <see cref="Type"/>.</summary>
    /// <param name="texts">The texts that are allowed.</param>
    public void Enum(KnownTexts texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        if (IsText && texts.Find(ref Reader) < 0 && Fails())
        {
            Report("enum", $"be one of {texts.Allowed}", texts.Allowed);
        }
    }

    /// <summary>
    /// Keyword <c>enum</c> of values of any kind. Numbers are equal by what they are, objects in any order of their members.
    /// </summary>
    /// <param name="values">A JSON array of the values that are allowed.</param>
    public void Enum(ReadOnlySpan<byte> values)
    {
        if (!IsAmong(values))
        {
            var allowed = JsonText.Cut(values[1..^1]);
            Report("enum", $"be one of {allowed}", allowed);
        }
    }

    /// <summary>Keyword <c>const</c>.</summary>
    /// <param name="value">A JSON array of the one value that is allowed.</param>
    public void Const(ReadOnlySpan<byte> value)
    {
        if (!IsAmong(value))
        {
            var allowed = JsonText.Cut(value[1..^1]);
            Report("const", $"be {allowed}", allowed);
        }
    }

    /// <summary>Keywords <c>minItems</c> and <c>maxItems</c> where nothing is asked of the items.</summary>
    /// <param name="least">The least number of items.</param>
    /// <param name="most">The greatest number.</param>
    public void Count(long least, long most = long.MaxValue)
    {
        if (IsArray)
        {
            var count = 0;
            for (var reader = Reader; reader.Read() && reader.TokenType != JsonTokenType.EndArray; reader.Skip())
            {
                count++;
            }

            ReportCount(Reader.TokenStartIndex, "minItems", "maxItems", ("item", "items"), count, least, most);
        }
    }

    /// <summary>Keyword <c>uniqueItems</c>.</summary>
    public void UniqueItems()
    {
        if (IsArray && JsonValues.FindEqualItems(ref this) is var (first, second) && Fails())
        {
            var pair = string.Create(CultureInfo.InvariantCulture, $"{first} and {second}");
            Report("uniqueItems", $"have no equal items, but items {pair} are equal", "items that all differ");
        }
    }

    /// <summary>Keywords <c>minProperties</c> and <c>maxProperties</c>.</summary>
    /// <param name="least">The least number of members.</param>
    /// <param name="most">The greatest number.</param>
    public void Properties(long least, long most = long.MaxValue)
    {
        if (Reader.TokenType == JsonTokenType.StartObject)
        {
            var count = 0;
            for (var reader = Reader; reader.Read() && reader.TokenType != JsonTokenType.EndObject; reader.Skip())
            {
                count++;
            }

            ReportCount(Reader.TokenStartIndex, "minProperties", "maxProperties", ("member", "members"), count, least, most);
        }
    }

    /// <summary>Keyword <c>required</c> for members of which nothing else is asked.</summary>
    /// <param name="names">Their names.</param>
    public void Required(MemberNames names)
    {
        ArgumentNullException.ThrowIfNull(names);
        RequireFrom(names, 0, "required");
    }

    /// <summary>Keyword <c>dependencies</c> with names.</summary>
    /// <param name="names">The name of a member, and then the names of those that have to come if it does.</param>
    public void Dependent(MemberNames names) => RequireBeside(names, "dependencies");

    /// <summary>Keyword <c>dependentRequired</c>.</summary>
    /// <inheritdoc cref="Dependent" />
    public void DependentRequired(MemberNames names) => RequireBeside(names, "dependentRequired");

    internal void ReportCount(long start, string least, string most, (string One, string Many) unit, long count, long minimum, long maximum)
    {
        if ((count < minimum || count > maximum) && Fails())
        {
            var (bound, limit) = count < minimum ? ("at least", minimum) : ("at most", maximum);
            var allowed = string.Create(CultureInfo.InvariantCulture, $"{bound} {limit} {(limit == 1 ? unit.One : unit.Many)}");
            Report(start, count < minimum ? least : most, $"have {allowed}, not {Text(count)}", allowed);
        }
    }

    private readonly bool IsText => Reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName;

    // Its text is not there yet, and what the schema says of it is meant for an address.
    private readonly bool IsFile => _files.BinarySearch((int)Reader.TokenStartIndex) >= 0;

    private readonly bool IsArray => Reader.TokenType == JsonTokenType.StartArray;

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <returns>False if the value is not among them and that has to be reported.</returns>
    private bool IsAmong(ReadOnlySpan<byte> values)
    {
        var isOfAKind = false;
        var candidates = new Utf8JsonReader(values, JsonText.InputOptions);
        candidates.Read();
        while (candidates.Read() && candidates.TokenType != JsonTokenType.EndArray)
        {
            var left = Reader;
            var right = candidates;
            if (JsonValues.AreEqual(ref left, ref right))
            {
                return true;
            }

            isOfAKind |= JsonValues.AreOfOneKind(Reader.TokenType, candidates.TokenType);
            candidates.Skip();
        }

        return isOfAKind ? !Fails() : !FailsByKind();
    }

    /// <summary>Returns true if the value is an object with the first of the members.</summary>
    private readonly bool HasMember(MemberNames names) =>
        Reader.TokenType == JsonTokenType.StartObject && (Missing(names, 0) & 1) == 0;

    private void RequireBeside(MemberNames names, string rule)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (HasMember(names))
        {
            RequireFrom(names, 1, rule);
        }
    }

    private void RequireFrom(MemberNames names, int first, string rule)
    {
        for (var from = first; Reader.TokenType == JsonTokenType.StartObject && from < names.Count; from += MaskBits)
        {
            for (var missing = Missing(names, from); missing != 0; missing &= missing - 1)
            {
                if (Fails())
                {
                    Report(Reader.TokenStartIndex, rule, "", null, names[from + BitOperations.TrailingZeroCount(missing)]);
                }
            }
        }
    }

    private readonly ulong Missing(MemberNames names, int from)
    {
        var missing = names.Count - from >= MaskBits ? ulong.MaxValue : (1UL << (names.Count - from)) - 1;
        for (var reader = Reader; reader.Read() && reader.TokenType == JsonTokenType.PropertyName; reader.Skip())
        {
            var member = names.Find(ref reader) - from;
            missing &= member is >= 0 and < MaskBits ? ~(1UL << member) : ulong.MaxValue;
        }

        return missing;
    }
}
