namespace SchemaSdk.Generator.Emitting;

/// <summary>Statements that depend on a number.</summary>
internal static class RuleSwitch
{
    /// <summary>Statements in braces.</summary>
    /// <param name="statements">The statements; empty for none.</param>
    public static string Block(string statements) => statements.Length == 0 ? "{ }" : $"{{ {statements} }}";

    /// <summary>One statement for each label. Labels with the same text share it; no label means all others.</summary>
    /// <param name="head">What stands before it, such as a loop.</param>
    /// <param name="value">What is looked at.</param>
    /// <param name="cases">The labels with their statements.</param>
    public static string Of(string head, string value, IEnumerable<(int? Label, string Text)> cases)
    {
        var groups = cases.GroupBy(one => (one.Label is null, one.Text))
            .Select(group => (Labels: group.Select(one => one.Label).ToList(), group.Key.Text))
            .ToList();
        if (groups.Count == 0)
        {
            return head + " { }";
        }

        if (groups.Count == 1 && groups[0].Labels.Count == 1)
        {
            return groups[0].Labels[0] is { } only
                ? $"{head} if ({value} == {only}) {Block(groups[0].Text)}"
                : $"{head} {Block(groups[0].Text)}";
        }

        var lines = groups.Select(group => group.Labels[0] is null
            ? $"    default: {group.Text}{(group.Text.Length > 0 ? " " : "")}break;"
            : $"    {Cases(group.Labels)} {group.Text}{(group.Text.Length > 0 ? " " : "")}break;");
        return $"{head} switch ({value})\n{{\n{string.Join("\n", lines)}\n}}";
    }

    /// <summary>The compiler goes down into every <c>or</c>, so that a thousand in one pattern are too many for it.</summary>
    private static string Cases(IEnumerable<int?> labels) => string.Join(" ", labels
        .Select((label, i) => (label, Line: i / 100))
        .GroupBy(one => one.Line, one => one.label)
        .Select(line => $"case {string.Join(" or ", line)}:"));
}
