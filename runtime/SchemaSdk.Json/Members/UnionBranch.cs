using System.ComponentModel;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: what distinguishes one branch of a union from the others.</summary>
/// <param name="kind">The JSON kind: String, Number, Integer, Int128 (an integer of 128 bits), Boolean, Array, Object or Any.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class UnionBranch(string kind)
{
    /// <summary>
    /// The timeout for a pattern. A match can take a long time, because the pattern comes from the schema, and the string from the service.
    /// </summary>
    private static readonly TimeSpan PatternTime = TimeSpan.FromMilliseconds(100);

    /// <summary>The number of timeouts in a row after which the pattern is abandoned, to limit the time lost on a long output.</summary>
    private const int MaxTimeouts = 10;

    private Regex? _pattern;
    private int _timeouts;
    private Utf8Texts? _listed;

    /// <summary>A regular expression that strings of this branch match; null if the branch accepts any string.</summary>
    public string? Pattern { get; init; }

    /// <summary>The required members of the object, or of each item if the branch is an array of objects.</summary>
    public string[] Required { get; init; } = [];

    /// <summary>
    /// For an object or an array of objects: each member with a constant value, as its name followed by the value as JSON text. A member
    /// with several valid values is listed once for each value. For a string: the values that belong to this branch even if they match
    /// another branch's pattern.
    /// </summary>
    public string[] Constants { get; init; } = [];

    /// <summary>The JSON kind of the items, if the branch is an array; null if items can be of any kind.</summary>
    public string? Item { get; init; }

    internal bool IsObject => kind == "Object";

    internal bool IsObjectList => kind == "Array" && Item == "Object";

    internal bool IsAny => kind == "Any";

    internal bool HasItemKind => Item is not (null or "Any");

    /// <summary>True if the branch accepts arrays with items of any kind.</summary>
    internal bool IsAnyList => IsAny || (kind == "Array" && Item is null or "Any");

    /// <summary>Returns true if the kind of the branch allows a value that starts with this token.</summary>
    internal bool FitsKind(ref Utf8JsonReader reader) => FitsKind(kind, ref reader);

    internal bool FitsPattern(ref Utf8JsonReader reader)
    {
        if (Pattern is null || _timeouts == MaxTimeouts)
        {
            return Pattern is null;
        }

        try
        {
            _pattern ??= RegexPattern.Create(Pattern, PatternTime);
            var isMatch = _pattern.IsMatch(JsonText.Decode(ref reader));
            _timeouts = 0;   // rare timeouts on a busy machine must not add up
            return isMatch;
        }
        catch (RegexMatchTimeoutException)
        {
            _timeouts = Math.Min(_timeouts + 1, MaxTimeouts);   // if another thread overwrites the count, the pattern is abandoned later
            return false;
        }
        catch (ArgumentException)
        {
            return false;   // not a valid pattern in .NET: treated as no match
        }
    }

    /// <summary>Returns true if the current string is one of the values that the branch lists.</summary>
    internal bool Lists(ref Utf8JsonReader reader) =>
        kind == "String" && Constants.Length > 0 && (_listed ??= new Utf8Texts(Constants)).Find(ref reader) >= 0;

    /// <summary>
    /// Returns true if the first item has the right kind. If <c>isAll</c> is true, all items must have the right kind. An empty array fits
    /// every branch.
    /// </summary>
    internal bool FitsItems(Utf8JsonReader reader, bool isAll)
    {
        if (!HasItemKind)
        {
            return true;
        }

        for (RawJson.ReadNext(ref reader); reader.TokenType != JsonTokenType.EndArray; RawJson.ReadNext(ref reader))
        {
            if (!FitsKind(Item!, ref reader))
            {
                return false;
            }

            if (!isAll || !reader.TrySkip())
            {
                break;   // If the JSON ends inside an item, reading the branch reports that.
            }
        }

        return true;
    }

    /// <summary>Rates how well an object matches the branch; higher is better, and -1 means that it does not match.</summary>
    /// <param name="members">The JSON of the object's members. Only required members and members with a constant value matter.</param>
    internal int Rate(Dictionary<string, byte[]> members)
    {
        var rating = 0;
        for (var i = 0; i < Constants.Length;)
        {
            var (name, points) = (Constants[i], -1);
            var isThere = members.TryGetValue(name, out var member);
            for (; i < Constants.Length && Constants[i] == name; i += 2)
            {
                if (isThere && points < 0 && IsSame(member!, Constants[i + 1]))
                {
                    points = Constants[i + 1] == "null" ? 0 : 1000;   // a matching null counts no more than a missing member
                }
            }

            if (isThere && points < 0)
            {
                return -1;
            }

            rating += Math.Max(points, 0);
        }

        var missing = 0;
        foreach (var name in Required)
        {
            missing += members.ContainsKey(name) ? 0 : 1;
        }

        // Ranks by the number of matching constants, then by whether all required members are present, then by how many are present.
        return rating + (missing == 0 ? 100 + Required.Length : Math.Max(0, Required.Length - missing));
    }

    /// <summary>
    /// Returns true if a member equals a constant. Equal values can have different JSON: any character may be escaped, and 1.0 equals 1.
    /// </summary>
    private static bool IsSame(byte[] member, string constant) => JsonEquality.AreEqual(member, Encoding.UTF8.GetBytes(constant));

    private static bool FitsKind(string kind, ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => kind is "String" or "Any",
        JsonTokenType.True or JsonTokenType.False => kind is "Boolean" or "Any",
        JsonTokenType.StartArray => kind is "Array" or "Any",
        JsonTokenType.StartObject => kind is "Object" or "Any",
        JsonTokenType.Number => kind is "Number" or "Any" || IsWhole(kind, ref reader),
        _ => false,
    };

    private static bool IsWhole(string kind, ref Utf8JsonReader reader)
    {
        var respelled = false;
        return (kind is "Integer" && Codec.Int64.TryRead(ref reader, out _, ref respelled))
            || (kind is "Int128" && Codec.Int128.TryRead(ref reader, out _, ref respelled));
    }
}
