using System.Globalization;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Generator.Emitting;

/// <summary>Turns the keywords of one value into calls, each in its shortest form.</summary>
/// <param name="tables">The file's tables of names.</param>
internal sealed class RuleKeywordText(NameTables tables)
{
    private const string Wanted = "c::JsonTypes.";

    private static readonly RuleTypes[] Types =
        [RuleTypes.String, RuleTypes.Number, RuleTypes.Integer, RuleTypes.Boolean, RuleTypes.Array, RuleTypes.Object, RuleTypes.Null];

    /// <summary>The calls for the types and the keywords of a rule.</summary>
    /// <param name="rule">The rule.</param>
    public IEnumerable<string> Statements(Rule rule)
    {
        var keywords = rule.Keywords.ToList();
        var type = Type(rule, keywords);
        return (type.Length == 0 ? [] : new[] { type }).Concat(keywords.Select(keyword => $"v.{Call(keyword, rule.Name)};"));
    }

    /// <summary>The call for the types; it takes along, and away, the keywords that it has parameters for.</summary>
    private string Type(Rule rule, List<KeywordRule> keywords)
    {
        var types = rule.Types;
        if (types == RuleTypes.All || keywords.Any(keyword => keyword.Check is "Enum" or "Const" && (keyword.Types & ~types) == 0))
        {
            return "";
        }

        var only = types == RuleTypes.Null ? types : types & ~RuleTypes.Null;
        var orNull = only == types ? "" : "OrNull";
        switch (only)
        {
            case RuleTypes.None:
                keywords.Clear();
                return "v.Nothing();";
            case RuleTypes.String:
                var argument = Take(keywords, "Texts") is { } texts ? tables.Known(texts.Arguments, rule.Name)
                    : Take(keywords, "Length") is { } length ? string.Join(", ", length.Arguments.Select(Number))
                    : "";
                return $"v.String{orNull}({argument});";
            case RuleTypes.Integer or RuleTypes.Number:
                return $"v.{only}{orNull}({Bounds(keywords, only)});";
            case RuleTypes.Boolean:
                return $"v.{only}{orNull}();";
            case RuleTypes.Object when rule.Members is not null:
            case RuleTypes.Array when rule.Items is not null:
                return "";
            default:
                return $"v.Type({Text(types)});";
        }
    }

    private static string Text(RuleTypes types) => string.Join(" | ", Names(types).Select(name => Wanted + name));

    private static IEnumerable<RuleTypes> Names(RuleTypes types) => Types.Where(type =>
        (types & type) == type && !(type == RuleTypes.Integer && (types & RuleTypes.Number) == RuleTypes.Number));

    private static string Bounds(List<KeywordRule> keywords, RuleTypes type)
    {
        var minimum = keywords.Find(keyword => keyword.Check == "Minimum")?.Arguments[0];
        var maximum = keywords.Find(keyword => keyword.Check == "Maximum")?.Arguments[0];
        if (minimum is null || !Fits(minimum, maximum, type))
        {
            return "";
        }

        Take(keywords, "Minimum");

        // The greatest number of all stands for no limit.
        if (maximum is null || maximum == long.MaxValue.ToString(CultureInfo.InvariantCulture))
        {
            return minimum;
        }

        Take(keywords, "Maximum");
        return $"{minimum}, {maximum}";
    }

    /// <summary>Both have to be integers of 64 bits, or else to be doubles.</summary>
    private static bool Fits(string minimum, string? maximum, RuleTypes type) =>
        (IsInt64(minimum) && (maximum is null || IsInt64(maximum)))
        || (type == RuleTypes.Number && IsDouble(minimum) && (maximum is null || IsDouble(maximum)));

    private static bool IsInt64(string number) => long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);

    private static bool IsDouble(string number) => number.IndexOfAny(['.', 'E']) >= 0 || (IsInt64(number) && number.Length <= 15);

    private static KeywordRule? Take(List<KeywordRule> keywords, string check)
    {
        var found = keywords.Find(keyword => keyword.Check == check);
        keywords.Remove(found!);
        return found;
    }

    private string Call(KeywordRule keyword, string name) => keyword.Check switch
    {
        "Texts" => $"Enum({tables.Known(keyword.Arguments, name)})",
        "Sum" => $"Sum({tables.Sum(keyword.Arguments[0], keyword.Arguments[1], name + "_Sum")})",
        "Unsure" => $"Unsure({(keyword.Types == RuleTypes.All ? "" : Text(keyword.Types))})",
        _ => $"{keyword.Check}({Arguments(keyword, name)})",
    };

    private string Arguments(KeywordRule keyword, string name) => KeywordTable.ArgumentOf(keyword.Check) switch
    {
        CheckArgument.Json => CSharpText.Literal(keyword.Arguments[0]) + "u8",
        CheckArgument.Pattern => tables.Pattern(keyword.Arguments[0], keyword.Arguments[1], $"{name}_{keyword.Check}"),
        CheckArgument.Step => IsDouble(keyword.Arguments[0]) ? keyword.Arguments[0] : $"\"{keyword.Arguments[0]}\"u8",
        CheckArgument.Names or CheckArgument.NamesOfMember => tables.Members(keyword.Arguments, $"{name}_{keyword.Check}"),
        _ => string.Join(", ", keyword.Arguments.Select(Number)),
    };

    /// <summary>A number that neither 64 bits nor a double hold goes as text.</summary>
    private static string Number(string number) =>
        IsInt64(number) || number.IndexOfAny(['.', 'E']) >= 0 ? number : $"\"{number}\"u8";
}
