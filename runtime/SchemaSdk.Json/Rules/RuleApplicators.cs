namespace SchemaSdk.CompilerServices;

/// <summary>The keywords that contain other rules, such as <c>any of</c>, and the node for each.</summary>
internal static class RuleApplicators
{
    /// <summary>The keywords that combine several rules for the same value.</summary>
    public static readonly (string Words, Func<RuleNode?[], RuleNode> Node)[] Branches =
    [
        ("all of", static rules => new AllOfNode(rules)),
        ("any of", static rules => new AnyOfNode(rules, isOneOf: false)),
        ("exactly one of", static rules => new AnyOfNode(rules, isOneOf: true)),
    ];

    /// <summary>Reads a keyword that precedes a single rule.</summary>
    /// <param name="line">The line, at the position where the keyword can start; on return, before its colon.</param>
    /// <returns>A function that creates the keyword's node from that rule; null if the line has no such keyword here.</returns>
    public static Func<RuleNode?, RuleNode?>? Read(ref RuleLine line)
    {
        if (line.Takes("not"))
        {
            return static rule => new NotNode(rule);
        }

        if (line.Takes("unless null"))
        {
            return static rule => rule is null ? null : new UnlessNullNode(rule);
        }

        if (line.Takes("names"))
        {
            return static rule => rule is null ? null : new NamesNode(rule);
        }

        if (line.Takes("contains"))
        {
            var range = line.HasText ? RuleClauses.ReadCounts(ref line) : new CountRange(1, long.MaxValue);
            return rule => new ContainsNode(rule, range);
        }

        if (line.Takes("with"))
        {
            var member = new Utf8Texts([line.Text()]);
            return rule => rule is null ? null : new WithMemberNode(member, rule);
        }

        if (line.Takes("members like"))
        {
            var pattern = RuleClauses.ReadPattern(ref line);
            return rule => rule is null ? null : new MatchingNode(pattern, null, rule);
        }

        if (line.Takes("members unlike"))
        {
            var pattern = RuleClauses.ReadPattern(ref line);
            var known = new Utf8Texts(line.Takes("nor") ? line.Texts() : []);
            return rule => rule is null ? null : new MatchingNode(pattern, known, rule);
        }

        return null;
    }
}
