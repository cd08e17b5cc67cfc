using System.Text.RegularExpressions;

namespace SchemaSdk.Generator.Tests.RuleContract;

/// <summary>Reduces each line of a rule to its form: the words of the line, with a placeholder for each name, string and number.</summary>
/// <remarks>Unknown words are kept. A line with such a word therefore has a form that no test expects.</remarks>
internal static partial class RuleForms
{
    private const string Number = @"-?\d+(?:\.\d+)?(?:E[+-]?\d+)?";
    private const string Type = "string|number|integer|boolean|array|object|null";
    private const string Name = @"(?:""""|[\w\-$.@/*~]+)";

    private static readonly Form[] Labels = Forms(
        "-", "others:", "item:", "item <n>:", "not:", "if:", "then:", "else:", "unless null:", "names:", "contains:", "contains <n>..<n>:",
        "contains <n> or more:", "members like <text>:", "members like <text> in .NET <text>:", "members unlike <text>:",
        "members unlike <text> nor <names>:", "with <name>:", "all of", "any of", "exactly one of");

    private static readonly Form[] Starts = Forms("<name>: required", "<name>:", "<texts>");

    private static readonly Form[] Clauses = Forms(
        "see <name>", "one of <texts>", "among <json>", "equal to <json>", "requires <names>", "dependencies <name>: <names>",
        "dependentRequired <name>: <names>", "sum of <name> is <n>", "sum of <name> is <name>", "matching <text>",
        "matching <text> in .NET <text>");

    public static IReadOnlySet<string> Of(string text)
    {
        var forms = new SortedSet<string>(StringComparer.Ordinal);
        var lines = text.Split('\n');
        forms.Add(Numbers().Replace(lines[0], "<n>"));
        foreach (var line in lines.Skip(1))
        {
            AddLine(Masked(line.TrimStart(' '), forms), line[0] != ' ', forms);
        }

        return forms;
    }

    private static void AddLine(string line, bool isNamed, SortedSet<string> forms)
    {
        var rest = line;
        var starts = isNamed ? Forms("<name> shared:", "<name>:") : [.. Labels, .. Starts];
        while (Take(starts, ref rest) is { } label)
        {
            forms.Add(isNamed && rest.Length < line.Length && starts != Labels ? "root " + label : label);
            starts = Labels;
        }

        foreach (var clause in rest.Split(", ", StringSplitOptions.RemoveEmptyEntries))
        {
            AddClause(clause, forms);
        }
    }

    private static void AddClause(string clause, SortedSet<string> forms)
    {
        var rest = clause;
        if (Take(Clauses, ref rest) is { } known && rest.Length == 0)
        {
            forms.Add(known);
            return;
        }

        foreach (var number in Numbers().Matches(clause).Select(match => match.Value))
        {
            forms.Add("number " + Digits().Replace(number, "9"));
        }

        var types = Types().Match(clause);
        forms.UnionWith(types.Groups[1].Captures.Select(type => "type " + type.Value));
        var several = types.Groups[1].Captures.Count > 1 ? "<type> or <type>" : "<type>";
        forms.Add((types.Success ? several : "") + Numbers().Replace(clause[types.Length..], "<n>"));
    }

    /// <summary>
    /// Adds the escape sequences of a line to the forms. Returns the line with all strings emptied, and with the word JSON in place of
    /// each value in brackets or braces.
    /// </summary>
    private static string Masked(string line, SortedSet<string> forms)
    {
        foreach (var escape in Escapes().Matches(line).Select(match => match.Value))
        {
            forms.Add("escape " + escape);
        }

        var masked = Quotes().Replace(line, "\"\"");
        for (var before = ""; before != masked;)
        {
            (before, masked) = (masked, Brackets().Replace(masked, "JSON"));
        }

        return masked;
    }

    private static string? Take(Form[] forms, ref string rest)
    {
        foreach (var form in forms)
        {
            var match = form.Regex.Match(rest);
            if (match.Success)
            {
                rest = rest[match.Length..].TrimStart(' ');
                return form.Words;
            }
        }

        return null;
    }

    private static Form[] Forms(params string[] words) =>
    [
        .. words.Select(form => new Form(form, new Regex(
            "^" + Regex.Escape(form)
                .Replace("<names>", $"{Name}(?: {Name})*", StringComparison.Ordinal)
                .Replace("<name>", Name, StringComparison.Ordinal)
                .Replace("<texts>", "\"\"(?: \"\")*", StringComparison.Ordinal)
                .Replace("<text>", "\"\"", StringComparison.Ordinal)
                .Replace("<json>", $"(?:JSON|\"\"|true|false|null|{Number})", StringComparison.Ordinal)
                .Replace("<n>", Number, StringComparison.Ordinal) + "(?= |,|$)",
            RegexOptions.CultureInvariant))),
    ];

    [GeneratedRegex(Number)]
    private static partial Regex Numbers();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();

    [GeneratedRegex($"^(?<1>{Type}|anything)(?: or (?<1>{Type}))*")]
    private static partial Regex Types();

    [GeneratedRegex(@"\\[u""\\/bfnrt]")]
    private static partial Regex Escapes();

    [GeneratedRegex("""
        "(?:\\.|[^"\\])*"
        """)]
    private static partial Regex Quotes();

    [GeneratedRegex(@"\[[^\[\]{}]*\]|\{[^\[\]{}]*\}")]
    private static partial Regex Brackets();

    private sealed record Form(string Words, Regex Regex);
}
