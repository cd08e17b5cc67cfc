using System.Globalization;
using System.Text;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Schemas.Wording;

/// <summary>Writes parts of a schema for rules, without line ends and invisible characters.</summary>
internal static class RuleWords
{
    private static readonly RuleTypes[] Each =
        [RuleTypes.String, RuleTypes.Number, RuleTypes.Integer, RuleTypes.Boolean, RuleTypes.Array, RuleTypes.Object, RuleTypes.Null];

    /// <summary>Writes a name, in quotes unless it is plain.</summary>
    /// <param name="name">Any text.</param>
    public static string Name(string name) => name.Length > 0 && name.All(IsBare) ? name : Quote(name);

    /// <summary>Writes a text in quotes.</summary>
    /// <param name="text">Any text.</param>
    public static string Quote(string text) => Visible(JsonWriter.Quote(text));

    /// <summary>Escapes invisible characters in JSON.</summary>
    /// <param name="json">JSON text without line ends.</param>
    public static string Visible(string json)
    {
        if (json.All(character => character is >= ' ' and <= '~'))
        {
            return json;
        }

        var text = new StringBuilder(json.Length + 16);
        for (var i = 0; i < json.Length; i++)
        {
            var isPair = char.IsHighSurrogate(json[i]) && i + 1 < json.Length && char.IsLowSurrogate(json[i + 1]);
            var isSeen = !UnseenText.Has(isPair ? char.ConvertToUtf32(json[i], json[i + 1]) : json[i]);
            Append(text, json[i], isSeen);
            if (isPair)
            {
                Append(text, json[++i], isSeen);
            }
        }

        return text.ToString();
    }

    /// <summary>Types, such as <c>string or null</c>.</summary>
    /// <param name="types">The types.</param>
    public static string Types(RuleTypes types) => string.Join(" or ", Each
        .Where(type => (types & type) == type && !(type == RuleTypes.Integer && (types & RuleTypes.Number) == RuleTypes.Number))
        .Select(type => type.ToString().ToLowerInvariant()));

    /// <summary>A range of counts, such as <c>0..20</c> or <c>1 or more</c>.</summary>
    /// <param name="counts">The range.</param>
    public static string Counts(CountRange counts) => Number(counts.Least) + (counts.Most is { } most ? $"..{Number(most)}" : " or more");

    /// <summary>A pattern.</summary>
    /// <param name="pattern">The pattern.</param>
    public static string Pattern(PatternText pattern) =>
        pattern.DotNet == pattern.Shown ? Quote(pattern.Shown) : $"{Quote(pattern.Shown)} in .NET {Quote(pattern.DotNet)}";

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Append(StringBuilder text, char c, bool isSeen) =>
        _ = isSeen ? text.Append(c) : text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));

    private static bool IsBare(char c) =>
        c is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9' or '_' or '-' or '$' or '.' or '@' or '/' or '*' or '~';
}
