using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Schemas.Tests.Words;

/// <summary>Turns the rule of one keyword into text that tests compare.</summary>
internal sealed class KeywordWords : IKeywordReader<string>
{
    string IKeywordReader<string>.Of(KeywordRule.Texts rule) => $"Texts({Names(rule.Values)})";

    string IKeywordReader<string>.Of(KeywordRule.Among rule) => $"Enum({rule.Json})";

    string IKeywordReader<string>.Of(KeywordRule.EqualTo rule) => $"Const([{rule.Json}])";

    string IKeywordReader<string>.Of(KeywordRule.Bound rule)
    {
        var keyword = CheckedKeywords.Bounds[rule.Limit].Name;
        return $"{char.ToUpperInvariant(keyword[0])}{keyword[1..]}({rule.Number})";
    }

    string IKeywordReader<string>.Of(KeywordRule.MultipleOf rule) => $"MultipleOf({rule.Step})";

    string IKeywordReader<string>.Of(KeywordRule.Count rule)
    {
        var kind = rule.Of switch
        {
            Counted.Characters => "Length",
            Counted.Items => "Count",
            _ => "Properties",
        };
        return $"{kind}({Counts(rule.Counts)})";
    }

    string IKeywordReader<string>.Of(KeywordRule.Matching rule) => $"Pattern({rule.Pattern.DotNet}, {rule.Pattern.Shown})";

    string IKeywordReader<string>.Of(KeywordRule.UniqueItems rule) => "UniqueItems()";

    string IKeywordReader<string>.Of(KeywordRule.Requires rule) => $"Required({Names(rule.Names)})";

    string IKeywordReader<string>.Of(KeywordRule.RequiresWith rule) =>
        $"{(rule.Keyword == "dependencies" ? "Dependent" : "DependentRequired")}({Names(rule.Names.Prepend(rule.Member))})";

    string IKeywordReader<string>.Of(KeywordRule.Nothing rule) => "Nothing()";

    string IKeywordReader<string>.Of(KeywordRule.Forbidden rule) => "Unknown()";

    string IKeywordReader<string>.Of(KeywordRule.Unsure rule) => "Unsure()";

    string IKeywordReader<string>.Of(KeywordRule.UnsureUri rule) => "UnsureUri()";

    string IKeywordReader<string>.Of(KeywordRule.Sum rule) => $"Sum({rule.Terms}, {rule.Total})";

    public static string Counts(CountRange counts) => counts.Most is { } most ? $"{counts.Least}, {most}" : $"{counts.Least}";

    private static string Names(IEnumerable<string> names) => string.Join(", ", names);
}
