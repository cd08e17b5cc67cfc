using System.Text;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Wording;

/// <summary>Writes the rule of a keyword as a clause of the generated rules, such as <c>at least 3</c>.</summary>
internal sealed class KeywordText : IKeywordReader<string>
{
    /// <summary>The number of characters after which a list of values continues on the next line.</summary>
    private const int MaxListed = 90;

    private static readonly KeywordText Reader = new();

    /// <summary>Returns the rule as a clause, on several lines if it is long.</summary>
    public static string Of(KeywordRule rule) => rule.Read(Reader);

    string IKeywordReader<string>.Of(KeywordRule.Texts rule) => $"one of {Quoted(rule.Values)}";

    string IKeywordReader<string>.Of(KeywordRule.Among rule) => $"{Words(KeywordName.Enum)} {RuleWords.Visible(rule.Json)}";

    string IKeywordReader<string>.Of(KeywordRule.EqualTo rule) => $"{Words(KeywordName.Const)} {RuleWords.Visible(rule.Json)}";

    string IKeywordReader<string>.Of(KeywordRule.Bound rule) => $"{CheckedKeywords.Bounds[rule.Limit].Words} {rule.Number}";

    string IKeywordReader<string>.Of(KeywordRule.MultipleOf rule) => $"{Words(KeywordName.MultipleOf)} {rule.Step}";

    string IKeywordReader<string>.Of(KeywordRule.Count rule) =>
        $"{RuleWords.Counts(rule.Counts)} {CheckedKeywords.Ranges[rule.Of].Least.Words}";

    string IKeywordReader<string>.Of(KeywordRule.Matching rule) => $"{Words(KeywordName.Pattern)} {RuleWords.Pattern(rule.Pattern)}";

    string IKeywordReader<string>.Of(KeywordRule.UniqueItems rule) => Words(KeywordName.UniqueItems);

    string IKeywordReader<string>.Of(KeywordRule.Requires rule) => $"{Words(KeywordName.Required)} {Names(rule.Names)}";

    string IKeywordReader<string>.Of(KeywordRule.RequiresWith rule) =>
        $"{rule.Keyword} {RuleWords.Name(rule.Member)}: {Names(rule.Names)}";

    string IKeywordReader<string>.Of(KeywordRule.Nothing rule) => "nothing";

    string IKeywordReader<string>.Of(KeywordRule.Forbidden rule) => "forbidden";

    string IKeywordReader<string>.Of(KeywordRule.Unsure rule) =>
        rule.Kinds == RuleTypes.All ? "partly checked" : $"partly checked {RuleWords.Types(rule.Kinds)}";

    string IKeywordReader<string>.Of(KeywordRule.UnsureUri rule) => "partly checked uri";

    string IKeywordReader<string>.Of(KeywordRule.Sum rule) => $"sum of {RuleWords.Name(rule.Terms)} is {RuleWords.Name(rule.Total)}";

    private static string Words(string keyword) => KeywordTable.Find(keyword)!.Words;

    private static string Names(EquatableArray<string> names) => string.Join(" ", names.Select(RuleWords.Name));

    /// <summary>Quotes the values of a list, and starts a new line whenever a line is full.</summary>
    private static string Quoted(EquatableArray<string> values)
    {
        var text = new StringBuilder();
        var start = 0;
        foreach (var value in values)
        {
            var quoted = RuleWords.Quote(value);
            var isFull = text.Length > start && text.Length - start + quoted.Length >= MaxListed;
            text.Append(isFull ? "\n" : text.Length > 0 ? " " : "");
            start = isFull ? text.Length : start;
            text.Append(quoted);
        }

        return text.ToString();
    }
}
