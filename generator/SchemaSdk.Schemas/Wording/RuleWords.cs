using System.Globalization;
using System.Text;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Schemas.Wording;

/// <summary>Formats names, types and other parts of rules for the rule text, without line breaks or invisible characters.</summary>
internal static class RuleWords
{
    private static readonly RuleTypes[] Each =
        [RuleTypes.String, RuleTypes.Number, RuleTypes.Integer, RuleTypes.Boolean, RuleTypes.Array, RuleTypes.Object, RuleTypes.Null];

    /// <summary>Returns a name. Puts it in quotes if it is empty or has a character that is not allowed without quotes.</summary>
    public static string Name(string name) => name.Length > 0 && name.All(IsBare) ? name : Quote(name);

    public static string Quote(string text) => Visible(JsonWriter.Quote(text));

    /// <summary>Escapes invisible characters in JSON text. The text must have no line breaks.</summary>
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

    /// <summary>Returns types as text, such as <c>string or null</c>.</summary>
    public static string Types(RuleTypes types) => string.Join(" or ", Each
        .Where(type => (types & type) == type && !(type == RuleTypes.Integer && (types & RuleTypes.Number) == RuleTypes.Number))
        .Select(type => type.ToString().ToLowerInvariant()));

    /// <summary>Returns a range of counts as text, such as <c>0..20</c> or <c>1 or more</c>.</summary>
    public static string Counts(CountRange counts) => Number(counts.Least) + (counts.Most is { } most ? $"..{Number(most)}" : " or more");

    /// <summary>Returns a pattern in quotes, followed by its .NET form if that differs.</summary>
    public static string Pattern(PatternText pattern) =>
        pattern.DotNet == pattern.Shown ? Quote(pattern.Shown) : $"{Quote(pattern.Shown)} in .NET {Quote(pattern.DotNet)}";

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Append(StringBuilder text, char c, bool isSeen) =>
        _ = isSeen ? text.Append(c) : text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));

    private static bool IsBare(char c) =>
        c is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9' or '_' or '-' or '$' or '.' or '@' or '/' or '*' or '~';
}
