using System.Globalization;
using System.Text;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Schemas.Wording;

/// <summary>
/// Writes rules as text: one line per value, and below it, indented, the lines for its parts. The runtime's parser documents the grammar.
/// </summary>
internal sealed class RuleText
{
    /// <summary>The version of the grammar. Increase it when you add a kind of line that <c>tests/RuleTexts</c> lacks.</summary>
    public const int Version = 1;

    private const int Step = 4;

    /// <summary>Member names that are quoted, because without quotes these words would start other parts of a rule.</summary>
    private static readonly HashSet<string> Labels = new(
        KeywordTable.All.Where(keyword => keyword.Checks is { Argument: CheckArgument.Schemas }).Select(keyword => keyword.Words),
        StringComparer.Ordinal);

    /// <summary>The words that precede a pattern.</summary>
    private static readonly string[] PatternWords = ["matching ", "members like ", "members unlike "];

    private readonly StringBuilder _text = new();

    /// <summary>Returns rules as text, in lines separated by <c>\n</c>.</summary>
    public static string Of(RuleSet rules)
    {
        var text = new RuleText();
        text.Line(0, $"rules {Version.ToString(CultureInfo.InvariantCulture)}");
        var shared = SharedRules.In(rules);
        foreach (var rule in rules.Rules)
        {
            text.Write($"{RuleWords.Name(rule.Name)}{(shared.Contains(rule.Name) ? " shared" : "")}:", rule, 0);
        }

        return text._text.ToString(0, text._text.Length - 1);
    }

    /// <summary>Returns true if rules may have a pattern. A false positive only makes a program include Regex needlessly.</summary>
    public static bool MayHavePatterns(string text) => PatternWords.Any(words => text.Contains(words));

    private void Write(string label, Rule rule, int indent)
    {
        var clauses = RuleClauseText.Of(rule);
        if (clauses.Length == 0 && rule is { Members: null, Items: null, Loops.Count: 1 } && IsOnOneLine(rule.Loops[0]))
        {
            Write(label + " ", rule.Loops[0], indent);
            return;
        }

        var lines = clauses.Split('\n');
        Line(indent, clauses.Length > 0 ? $"{label} {lines[0]}" : rule.IsAny ? $"{label} anything" : label);
        foreach (var line in lines.Skip(1))
        {
            Line(indent + Step, line);
        }

        Members(rule.Members, indent + Step);
        Items(rule.Items, indent + Step);
        foreach (var loop in rule.Loops)
        {
            Write("", loop, indent + Step);
        }
    }

    private static bool IsOnOneLine(RuleLoop loop) => loop is RuleLoop.AllOf or RuleLoop.Choice or RuleLoop.Not or RuleLoop.UnlessNull;

    private void Members(MembersRule? members, int indent)
    {
        foreach (var member in members?.Known ?? default)
        {
            var name = Labels.Contains(member.WireName) ? RuleWords.Quote(member.WireName) : RuleWords.Name(member.WireName);
            Write($"{name}:{(member.IsRequired ? " required" : "")}", member.Rule, indent);
        }

        if (members?.Others is { } others)
        {
            Write($"{KeywordTable.Find(KeywordName.AdditionalProperties)!.Words}:", others, indent);
        }
    }

    private void Items(RuleItems? items, int indent)
    {
        if (items is null)
        {
            return;
        }

        for (var i = 0; i < items.First.Count; i++)
        {
            Write($"item {i.ToString(CultureInfo.InvariantCulture)}:", items.First[i], indent);
        }

        Write("item:", items.Others, indent);
    }

    private void Write(string start, RuleLoop loop, int indent)
    {
        var words = LoopText.Of(loop);
        if (words.Head.Length > 0)
        {
            Line(indent, start + words.Head);
            (start, indent) = ("", indent + Step);
        }

        foreach (var (label, rule) in words.Parts)
        {
            Write(start + label, rule, indent);
            start = "";
        }
    }

    private void Line(int indent, string text) => _text.Append(' ', indent).Append(text).Append('\n');
}
