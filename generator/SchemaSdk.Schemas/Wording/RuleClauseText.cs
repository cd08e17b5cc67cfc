using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Schemas.Wording;

/// <summary>Writes the rules for a value itself, but not the rules for its members or items.</summary>
internal static class RuleClauseText
{
    /// <summary>
    /// Returns the clauses of a rule in the order in which they are checked, on several lines if they are long; empty for a rule without
    /// clauses.
    /// </summary>
    public static string Of(Rule rule)
    {
        if (rule.Reference.Length > 0)
        {
            return $"see {RuleWords.Name(rule.Reference)}";
        }

        if (rule.Types == RuleTypes.None)
        {
            return "nothing";
        }

        var keywords = rule.Keywords.ToList();
        var type = Type(rule, keywords);
        var clauses = keywords.Select(KeywordText.Of);
        return string.Join(", ", type.Length > 0 ? clauses.Prepend(type) : clauses);
    }

    /// <summary>Returns the clause that names the types. Keywords that become part of this clause are removed from the list.</summary>
    private static string Type(Rule rule, List<KeywordRule> keywords)
    {
        var types = rule.Types == RuleTypes.Null ? rule.Types : rule.Types & ~RuleTypes.Null;
        var isChecked = (types == RuleTypes.Object && rule.Members is not null) || (types == RuleTypes.Array && rule.Items is not null);
        var isListed = keywords.Any(
            keyword => keyword is KeywordRule.Among or KeywordRule.EqualTo && (keyword.Types & ~rule.Types) == 0);
        var items = rule.Items?.Counts is { Least: 0, Most: null } ? null : rule.Items;
        if (rule.Types == RuleTypes.All || (isListed && !isChecked))
        {
            return items is null ? "" : $"anything of {RuleWords.Counts(items.Counts)} items";
        }

        var names = RuleWords.Types(rule.Types);
        return items is not null ? $"{names} of {RuleWords.Counts(items.Counts)} items"
            : types == RuleTypes.String && Take<KeywordRule.Texts>(keywords) is { } texts ? $"{names}, {KeywordText.Of(texts)}"
            : types == RuleTypes.String && Take<KeywordRule.Count>(keywords, count => count.Of == Counted.Characters) is { } length
                ? $"{names} of {KeywordText.Of(length)}"
            : types is RuleTypes.Integer or RuleTypes.Number ? names + Bounds(keywords)
            : names;
    }

    private static string Bounds(List<KeywordRule> keywords)
    {
        if (Take<KeywordRule.Bound>(keywords, bound => bound.Limit == Limit.AtLeast) is not { } least)
        {
            return "";
        }

        return Take<KeywordRule.Bound>(keywords, bound => bound.Limit == Limit.AtMost) is { } most
            ? $" {least.Number}..{most.Number}"
            : $", {KeywordText.Of(least)}";
    }

    private static T? Take<T>(List<KeywordRule> keywords, Func<T, bool>? isMeant = null)
        where T : KeywordRule
    {
        var found = keywords.OfType<T>().FirstOrDefault(keyword => isMeant?.Invoke(keyword) ?? true);
        keywords.Remove(found!);
        return found;
    }
}
