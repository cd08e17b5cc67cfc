using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>Applies several rules to the same value, in order.</summary>
/// <param name="rules">The rules. Before each rule, the cursor returns to the value.</param>
internal sealed class SequenceNode(RuleNode[] rules) : RuleNode
{
    /// <summary>
    /// Returns a sequence's last rule, or the rule itself if it is not a sequence. In a sequence, rules for members and items come last.
    /// </summary>
    public static RuleNode? LastOf(RuleNode? rule) => rule is SequenceNode sequence ? sequence.Last : rule;

    /// <inheritdoc />
    public override bool IsConstant => Array.Exists(rules, static rule => rule.IsConstant);

    /// <inheritdoc />
    public override bool IsTag => Array.Exists(rules, static rule => rule.IsTag);

    private RuleNode Last => rules[^1];

    /// <inheritdoc />
    public override void Check(ref JsonCheck check)
    {
        var place = check.Cursor.Place;
        foreach (var rule in rules.AsSpan(..^1))
        {
            rule.Check(ref check);
            check.Cursor.MoveBack(place);
        }

        Last.Check(ref check);
    }
}

/// <summary>A named rule. Other rules, and the rule itself, can refer to it before its content is known.</summary>
internal sealed class NamedNode : RuleNode
{
    /// <summary>The content of the rule; null if it has no constraints.</summary>
    public RuleNode? Rule { get; set; }

    /// <inheritdoc />
    public override void Check(ref JsonCheck check)
    {
        if (Rule is { } rule)
        {
            // References can nest rules far deeper than the schema itself.
            JsonCheck.EnsureStack();
            rule.Check(ref check);
        }
    }
}

/// <summary>Checks the keyword <c>allOf</c>: applies the rules of each schema to the value.</summary>
/// <param name="rules">The rules of each schema; null for a schema without constraints.</param>
internal sealed class AllOfNode(RuleNode?[] rules) : RuleNode
{
    /// <inheritdoc />
    public override void Check(ref JsonCheck check)
    {
        var place = check.Cursor.Place;
        foreach (var rule in rules)
        {
            rule?.Check(ref check);
            check.Cursor.MoveBack(place);
        }
    }
}

/// <summary>Applies a rule unless the value is null.</summary>
/// <param name="rule">The rule for values other than null.</param>
internal sealed class UnlessNullNode(RuleNode rule) : RuleNode
{
    /// <inheritdoc />
    public override void Check(ref JsonCheck check)
    {
        if (check.Cursor.TokenType != JsonTokenType.Null)
        {
            rule.Check(ref check);
        }
    }
}

/// <summary>Checks the keyword <c>not</c>: the value must not match a schema.</summary>
/// <param name="rule">The rules of that schema; null if every value matches it.</param>
internal sealed class NotNode(RuleNode? rule) : RuleNode
{
    /// <inheritdoc />
    public override void Check(ref JsonCheck check)
    {
        if (IfNode.Fits(ref check, rule, out var isUnsure) && !isUnsure && check.Fails())
        {
            check.Report("not", "not fit the schema of 'not'", null);
        }
    }
}

/// <summary>Checks the keyword <c>if</c>: a value that matches the condition must match <c>then</c>, any other value <c>else</c>.</summary>
/// <remarks>If it is uncertain whether a value matches the condition, neither <c>then</c> nor <c>else</c> is checked.</remarks>
/// <param name="condition">The rules of <c>if</c>; null if every value matches.</param>
/// <param name="then">The rules of <c>then</c>; null if it has no constraints.</param>
/// <param name="otherwise">The rules of <c>else</c>; null if it has no constraints.</param>
internal sealed class IfNode(RuleNode? condition, RuleNode? then, RuleNode? otherwise) : RuleNode
{
    /// <summary>Returns true if the current value matches a rule. Does not report errors.</summary>
    /// <param name="check">
    /// The check. Its cursor stays on the value. If the match is uncertain, <c>check.Trial.IsUnsure</c> is set.
    /// </param>
    /// <param name="rule">The rule; null if every value matches.</param>
    /// <param name="isUnsure">True if the value matches but the schema has a constraint that is not checked.</param>
    public static bool Fits(ref JsonCheck check, RuleNode? rule, out bool isUnsure)
    {
        var place = check.Cursor.Place;
        var outer = check.Trial;
        check.Trial = new JsonTrial { IsOn = true, Start = place.Start };
        rule?.Check(ref check);
        var fits = !check.Trial.HasFailed;
        isUnsure = fits && check.Trial.IsUnsure;
        check.Cursor.MoveBack(place);
        check.Trial = outer;
        check.Trial.IsUnsure |= isUnsure;
        return fits;
    }

    /// <inheritdoc />
    public override void Check(ref JsonCheck check)
    {
        if ((Fits(ref check, condition, out var isUnsure) ? then : otherwise) is { } rule && !isUnsure)
        {
            var place = check.Cursor.Place;
            rule.Check(ref check);
            check.Cursor.MoveBack(place);
        }
    }
}
