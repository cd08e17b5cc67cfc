using System.Text;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Schemas.Wording;

/// <summary>The clauses of a line: all that is asked of a value without a look at its parts.</summary>
internal static class RuleClauseText
{
    /// <summary>The length of texts beyond which a list goes on in another line.</summary>
    private const int MaxListed = 90;

    /// <summary>The clauses of a rule, in the order in which they are checked, on several lines if they are long; empty for none.</summary>
    /// <param name="rule">The rule.</param>
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
        var clauses = keywords.Select(Clause);
        return string.Join(", ", type.Length > 0 ? clauses.Prepend(type) : clauses);
    }

    /// <summary>The types; they take along, and away, the keywords that are said with them.</summary>
    private static string Type(Rule rule, List<KeywordRule> keywords)
    {
        var types = rule.Types == RuleTypes.Null ? rule.Types : rule.Types & ~RuleTypes.Null;
        var isChecked = (types == RuleTypes.Object && rule.Members is not null) || (types == RuleTypes.Array && rule.Items is not null);
        var isListed = keywords.Any(keyword => keyword.Check is "Enum" or "Const" && (keyword.Types & ~rule.Types) == 0);
        var items = rule.Items is null or { Least: "0", Most: "" } ? null : rule.Items;
        if (rule.Types == RuleTypes.All || (isListed && !isChecked))
        {
            return items is null ? "" : $"anything of {Counts(items)} items";
        }

        var names = RuleWords.Types(rule.Types);
        return items is not null ? $"{names} of {Counts(items)} items"
            : types == RuleTypes.String && Take(keywords, "Texts") is { } texts ? $"{names}, {Clause(texts)}"
            : types == RuleTypes.String && Take(keywords, "Length") is { } length ? $"{names} of {Clause(length)}"
            : types is RuleTypes.Integer or RuleTypes.Number ? names + Bounds(keywords)
            : names;
    }

    private static string Counts(RuleItems items) =>
        RuleWords.Counts(items.Most.Length > 0 ? new([items.Least, items.Most]) : new([items.Least]));

    private static string Bounds(List<KeywordRule> keywords)
    {
        if (Take(keywords, "Minimum") is not { } minimum)
        {
            return "";
        }

        return Take(keywords, "Maximum") is { } maximum
            ? $" {minimum.Arguments[0]}..{maximum.Arguments[0]}"
            : $", {Clause(minimum)}";
    }

    private static KeywordRule? Take(List<KeywordRule> keywords, string check)
    {
        var found = keywords.Find(keyword => keyword.Check == check);
        keywords.Remove(found!);
        return found;
    }

    private static string Clause(KeywordRule keyword) => keyword.Check switch
    {
        "Texts" => $"one of {Quoted(keyword)}",
        "Const" => $"equal to {RuleWords.Visible(keyword.Arguments[0].Substring(1, keyword.Arguments[0].Length - 2))}",
        "Nothing" => "nothing",
        "Unknown" => "forbidden",
        "Unsure" => keyword.Types == RuleTypes.All ? "partly checked" : $"partly checked {RuleWords.Types(keyword.Types)}",
        "UnsureUri" => "partly checked uri",
        "Sum" => $"sum of {RuleWords.Name(keyword.Arguments[0])} is {RuleWords.Name(keyword.Arguments[1])}",
        _ => Clause(keyword, KeywordTable.FindCheck(keyword.Check)!),
    };

    private static string Clause(KeywordRule keyword, Keyword row) => row.Checks!.Argument switch
    {
        CheckArgument.Flag => row.Words,
        CheckArgument.Number or CheckArgument.Step => $"{row.Words} {keyword.Arguments[0]}",
        CheckArgument.Least => $"{RuleWords.Counts(keyword.Arguments)} {row.Words}",
        CheckArgument.Json => $"{row.Words} {RuleWords.Visible(keyword.Arguments[0])}",
        CheckArgument.Pattern => $"{row.Words} {RuleWords.Pattern(keyword.Arguments)}",
        CheckArgument.NamesOfMember =>
            $"{row.Words} {RuleWords.Name(keyword.Arguments[0])}: {string.Join(" ", keyword.Arguments.Skip(1).Select(RuleWords.Name))}",
        _ => $"{row.Words} {string.Join(" ", keyword.Arguments.Select(RuleWords.Name))}",
    };

    /// <summary>The texts of a list; where a line is full, the next one starts.</summary>
    private static string Quoted(KeywordRule keyword)
    {
        var text = new StringBuilder();
        var start = 0;
        foreach (var value in keyword.Arguments)
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
