using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>Several rules for one value, in order.</summary>
/// <param name="rules">The rules. The check is back on the value for each of them, wherever the one before leaves it.</param>
internal sealed class SequenceNode(RuleNode[] rules) : RuleNode
{
    /// <summary>The last part of a rule, which is the one for members or items.</summary>
    public static RuleNode? LastOf(RuleNode? rule) => rule is SequenceNode sequence ? sequence.Last : rule;

    /// <inheritdoc />
    public override bool IsConstant => Array.Exists(rules, static rule => rule.IsConstant);

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

/// <summary>A named rule, to which other rules, and the rule itself, may refer before it is complete.</summary>
internal sealed class NamedNode : RuleNode
{
    /// <summary>The rule; null if nothing is required.</summary>
    public RuleNode? Rule { get; set; }

    /// <inheritdoc />
    public override void Check(ref JsonCheck check) => Rule?.Check(ref check);
}

/// <summary>Keyword <c>allOf</c>: the value, once for each schema.</summary>
/// <param name="rules">The schemas' rules; null for a schema that requires nothing.</param>
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

/// <summary>A schema for values that are not null.</summary>
/// <param name="rule">What such a value has to be.</param>
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

/// <summary>Keyword <c>not</c>: the value is tried once.</summary>
/// <param name="rule">What it must not be; null for anything.</param>
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

/// <summary>Keyword <c>if</c>: the value is tried, and then has to fit <c>then</c> or <c>else</c>.</summary>
/// <param name="condition">The schema with which it is tried; null for anything.</param>
/// <param name="then">What it has to be if it fits; null for anything.</param>
/// <param name="otherwise">What it has to be if it does not fit; null for anything.</param>
internal sealed class IfNode(RuleNode? condition, RuleNode? then, RuleNode? otherwise) : RuleNode
{
    /// <summary>Tries a value.</summary>
    /// <param name="check">On the value, where it stays. If the value fits, uncertainty is passed to the outer trial.</param>
    /// <param name="rule">The rule with which it is tried; null for anything.</param>
    /// <param name="isUnsure">True if it fits, but something is required that is not checked.</param>
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
        if ((Fits(ref check, condition, out _) ? then : otherwise) is { } rule)
        {
            var place = check.Cursor.Place;
            rule.Check(ref check);
            check.Cursor.MoveBack(place);
        }
    }
}
