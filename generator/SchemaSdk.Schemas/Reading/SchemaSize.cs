using System.Globalization;
using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Reading;

/// <summary>
/// Rejects a schema that is too large for later steps. The schema already includes its patch and the files that it refers to.
/// </summary>
internal sealed class SchemaSize
{
    /// <summary>
    /// The maximum total length of all pointers, in characters. If, for example, a thousand values are inside a member whose name has a
    /// million letters, the total is a billion. In the largest schema of the corpus, the total is 360,000.
    /// </summary>
    private const int MaxPointers = 8_000_000;

    /// <summary>
    /// The maximum total length of names and strings, in characters. Generated code repeats most of them, and an assembly holds at
    /// most 8 million characters of string constants. In the largest schema of the corpus, the total is 62,000.
    /// </summary>
    private const int MaxTexts = 2_000_000;

    /// <summary>The length of the escape that replaces an invisible character in the generated rules, such as <c>\u200b</c>.</summary>
    private const int LengthOfEscape = 6;

    /// <summary>
    /// The maximum total number of <c>.</c>, <c>\</c> and <c>[</c> characters in all patterns, because each can become more than 100
    /// characters in .NET. A schema of the corpus has at most 300.
    /// </summary>
    private const int MaxSets = 20_000;

    /// <summary>The maximum nesting depth. It is twice the limit for a file, because rules add schemas around the file's parts.</summary>
    private const int MaxDepth = 128;

    private readonly HashSet<string> _ownKeywords = new(StringComparer.Ordinal);
    private int _values;
    private int _pointers;
    private int _texts;
    private int _sets;

    public SchemaSize(JsonObject root) => Add(root, length: 0, depth: 1, isNote: false, isMap: false);

    /// <summary>The member names in the schema that start with <c>x-</c>, which no standard defines.</summary>
    public IReadOnlyCollection<string> OwnKeywords => _ownKeywords;

    /// <summary>Rejects a file whose pointers are too long. Called before any step makes a pointer.</summary>
    public static void CheckPointers(JsonNode node) => _ = PointersOf(node, length: 0, total: 0);

    private static long PointersOf(JsonNode node, int length, long total)
    {
        total += length;
        if (total > MaxPointers)
        {
            throw TooLarge();
        }

        if (node is JsonObject members)
        {
            foreach (var member in members.Members)
            {
                total = PointersOf(member.Value, length + 1 + JsonPointer.LengthOf(member.Name), total);
            }
        }
        else if (node is JsonArray items)
        {
            for (var i = 0; i < items.Count; i++)
            {
                total = PointersOf(items[i], length + LengthOfIndex(i), total);
            }
        }

        return total;
    }

    private static JsonTextException TooLarge() => new(
        $"The schema and its references have more than {JsonParser.MaxValues} values, or JSON pointers of more than "
        + $"{MaxPointers} characters in total",
        default);

    private static int LengthOfIndex(int index) => 1 + index.ToString(CultureInfo.InvariantCulture).Length;

    // isNote: true for a note and everything in it. isMap: true for a member such as "properties", which maps any names to schemas.
    private void Add(JsonNode node, int length, int depth, bool isNote, bool isMap)
    {
        _pointers += length;
        if (++_values > JsonParser.MaxValues || _pointers > MaxPointers)
        {
            throw TooLarge();
        }

        if ((node as JsonValue)?.Value is string text && !isNote)
        {
            AddText(text);
        }

        if (depth > MaxDepth && node is not JsonValue)
        {
            throw new JsonTextException($"The schema nests deeper than {MaxDepth} levels after its keywords are normalized", default);
        }

        if (node is JsonObject members)
        {
            foreach (var member in members.Members)
            {
                if (member.Name.StartsWith("x-", StringComparison.Ordinal))
                {
                    _ownKeywords.Add(member.Name);
                }

                AddText(isNote ? "" : member.Name);
                AddPatterns(isNote || isMap ? null : member);
                Add(
                    member.Value, length + 1 + JsonPointer.LengthOf(member.Name), depth + 1,
                    isNote || (!isMap && IsNote(member.Name)), !isMap && Subschemas.IsMap(member.Name));
            }
        }
        else if (node is JsonArray items)
        {
            for (var i = 0; i < items.Count; i++)
            {
                Add(items[i], length + LengthOfIndex(i), depth + 1, isNote, isMap: false);
            }
        }
    }

    /// <summary>Returns true for a member whose strings never become string constants.</summary>
    private static bool IsNote(string name) =>
        name == KeywordName.Ref
            || KeywordTable.Find(name) is { IsNote: true }
            || name.StartsWith("x-", StringComparison.Ordinal);

    private void AddPatterns(JsonMember? keyword)
    {
        IEnumerable<string> patterns = keyword switch
        {
            { Name: KeywordName.Pattern, Value: JsonValue { Value: string text } } => [text],
            { Name: KeywordName.PatternProperties, Value: JsonObject members } => members.Members.Select(member => member.Name),
            _ => [],
        };
        if ((_sets += patterns.Sum(pattern => pattern.Count(c => c is '.' or '\\' or '['))) > MaxSets)
        {
            throw new JsonTextException(
                $"The patterns of the schema and its references contain '.', '\\' and '[' more than {MaxSets} times in total", default);
        }
    }

    private void AddText(string text)
    {
        if ((_texts += text.Sum(c => c is < ' ' or > '~' ? LengthOfEscape : 1)) > MaxTexts)
        {
            throw new JsonTextException(
                $"The names and strings of the schema and its references have more than {MaxTexts} characters in total, not counting notes "
                + "such as 'description'",
                default);
        }
    }
}
