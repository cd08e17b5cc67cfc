using System.ComponentModel;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: what distinguishes one branch of a union from the others.</summary>
/// <param name="kind">The JSON kind: String, Number, Integer, Boolean, Array, Object or Any.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class UnionBranch(string kind)
{
    /// <summary>The timeout of a match, because the pattern comes from a schema, and the text from a service.</summary>
    private static readonly TimeSpan PatternTime = TimeSpan.FromMilliseconds(100);

    private Regex? _pattern;

    /// <summary>A regular expression that its strings match; null for any.</summary>
    public string? Pattern { get; init; }

    /// <summary>The required members of its objects.</summary>
    public string[] Required { get; init; } = [];

    /// <summary>Members with one value each: name, then the value as JSON text.</summary>
    public string[] Constants { get; init; } = [];

    /// <summary>The JSON kind of an array's items; null for any.</summary>
    public string? Item { get; init; }

    internal bool IsObject => kind == "Object";

    /// <summary>Returns true if a value's first token fits.</summary>
    internal bool FitsKind(ref Utf8JsonReader reader) => FitsKind(kind, ref reader);

    /// <summary>Returns true if a string matches the pattern.</summary>
    internal bool FitsPattern(ref Utf8JsonReader reader)
    {
        if (Pattern is null)
        {
            return true;
        }

        try
        {
            _pattern ??= new Regex(Pattern, RegexOptions.CultureInvariant, PatternTime);
            return _pattern.IsMatch(JsonText.Decode(ref reader));
        }
        catch (Exception error) when (error is RegexMatchTimeoutException or ArgumentException)
        {
            return false;   // too slow, or no pattern of .NET: as if the text did not match
        }
    }

    /// <summary>Returns true if an array's first item fits; an empty array fits every branch.</summary>
    internal bool FitsItem(Utf8JsonReader reader)
    {
        if (Item is null)
        {
            return true;
        }

        RawJson.ReadNext(ref reader);
        return reader.TokenType == JsonTokenType.EndArray || FitsKind(Item, ref reader);
    }

    /// <summary>Rates how well an object fits: -1 for not at all; otherwise higher is better.</summary>
    internal int Rate(JsonElement value)
    {
        var rating = 0;
        for (var i = 0; i < Constants.Length; i += 2)
        {
            if (value.TryGetProperty(Constants[i], out var member))
            {
                if (!IsSame(member, Constants[i + 1]))
                {
                    return -1;
                }

                rating += 1000;
            }
        }

        var missing = 0;
        foreach (var name in Required)
        {
            missing += value.TryGetProperty(name, out _) ? 0 : 1;
        }

        // All members are better than some, and of branches with all members the one with more is best.
        return rating + (missing == 0 ? 100 + Required.Length : Math.Max(0, Required.Length - missing));
    }

    /// <summary>Compares as text first, which mostly decides. But services escape as they like, and 1.0 is 1.</summary>
    private static bool IsSame(JsonElement member, string constant)
    {
        var raw = member.GetRawText();
        return raw == constant
            || ((member.ValueKind == JsonValueKind.Number || raw.Contains('\\') || constant.Contains('\\'))
                && JsonEquality.AreEqual(Encoding.UTF8.GetBytes(raw), Encoding.UTF8.GetBytes(constant)));
    }

    private static bool FitsKind(string kind, ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => kind is "String" or "Any",
        JsonTokenType.True or JsonTokenType.False => kind is "Boolean" or "Any",
        JsonTokenType.StartArray => kind is "Array" or "Any",
        JsonTokenType.StartObject => kind is "Object" or "Any",
        JsonTokenType.Number => kind is "Number" or "Any" || (kind is "Integer" && IsWhole(ref reader)),
        _ => false,
    };

    private static bool IsWhole(ref Utf8JsonReader reader)
    {
        var respelled = false;
        return Codec.Int64.TryRead(ref reader, out _, ref respelled);
    }
}
