using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Rules;

/// <summary>Combines several rules for the same value into one rule that is as short as possible.</summary>
internal sealed class RuleCombiner(Rule own)
{
    private Rule _rule = own;

    /// <summary>
    /// Returns the rule for a value that must match at least one of several rules, or exactly one if <c>isOnlyOne</c> is true.
    /// </summary>
    public static Rule One(string name, List<Rule> rules, bool isOnlyOne)
    {
        if (!isOnlyOne && rules.Any(rule => rule.IsAny))
        {
            return Rule.Any(name);
        }

        // A union of T and null becomes T with null as an additional type, so error messages name what T requires.
        var isNullable = rules.Any(IsNull);
        var others = rules.Where(rule => !IsNull(rule)).ToList();
        if (others.Count <= 1 && rules.Count - others.Count <= 1)
        {
            return others.Count == 0 ? Rule.Of(name, RuleTypes.Null) : isNullable ? OrNull(others[0], name) : others[0];
        }

        return AreOfDifferentKinds(rules)
            ? Merge(rules, (one, other) => one | other) with { Name = name }
            : Rule.Any(name) with { Loops = new([new RuleLoop.Choice(rules.ToEquatableArray(), isOnlyOne)]) };
    }

    /// <summary>Adds the rules of keywords that contain schemas to the combined rule.</summary>
    public void Ask(IEnumerable<RuleLoop> loops) => _rule = _rule with { Loops = _rule.Loops.Concat(loops).ToEquatableArray() };

    /// <summary>Returns the combined rule for a value that must also match the given rules.</summary>
    public Rule And(IEnumerable<Rule> rules)
    {
        var merged = new List<Rule> { _rule };
        var apart = new List<Rule>();
        var (hasMembers, hasItems) = (_rule.Members is not null, _rule.Items is not null);
        foreach (var rule in rules.Where(rule => !rule.IsAny))
        {
            if (rule.Reference.Length > 0 || (hasMembers && rule.Members is not null) || (hasItems && rule.Items is not null))
            {
                apart.Add(rule);
            }
            else
            {
                merged.Add(rule);
                hasMembers |= rule.Members is not null;
                hasItems |= rule.Items is not null;
            }
        }

        var whole = Merge(merged, (one, other) => one & other);
        if (apart.Count == 0)
        {
            return whole.Simplified();
        }

        return whole.IsAny && apart.Count == 1
            ? apart[0]
            : whole with { Loops = whole.Loops.Append(new RuleLoop.AllOf(apart.ToEquatableArray())).ToEquatableArray() };
    }

    private static bool IsNull(Rule rule) => rule.Types == RuleTypes.Null && rule.IsLeaf && rule.Keywords.Count == 0;

    private static Rule OrNull(Rule rule, string name)
    {
        if (rule.Reference.Length > 0 || rule.Loops.Count > 0 || rule.Keywords.Any(IsOfNoKind))
        {
            return Rule.Any(name) with { Loops = new([new RuleLoop.UnlessNull(rule)]) };
        }

        return rule with { Types = rule.Types | RuleTypes.Null };
    }

    /// <summary>
    /// Returns true if the JSON type of a value determines which rule applies, so the rules need not be tried one by one.
    /// </summary>
    private static bool AreOfDifferentKinds(List<Rule> rules)
    {
        var types = RuleTypes.None;
        foreach (var rule in rules)
        {
            if ((types & rule.Types) != 0 || rule.Reference.Length > 0 || rule.Loops.Count > 0 || rule.Keywords.Any(IsOfNoKind))
            {
                return false;
            }

            types |= rule.Types;
        }

        return true;
    }

    private static bool IsOfNoKind(KeywordRule keyword) =>
        keyword is KeywordRule.Among or KeywordRule.EqualTo or KeywordRule.Nothing or KeywordRule.Forbidden;

    /// <summary>
    /// Merges all rules in one step, because adding them one by one would copy all keywords for each rule. At most one rule has members,
    /// and at most one has items.
    /// </summary>
    private static Rule Merge(List<Rule> rules, Func<RuleTypes, RuleTypes, RuleTypes> types) => rules[0] with
    {
        Types = rules.Select(rule => rule.Types).Aggregate(types),
        Keywords = rules.SelectMany(rule => rule.Keywords).Distinct().ToEquatableArray(),
        Members = rules.Select(rule => rule.Members).FirstOrDefault(members => members is not null),
        Items = rules.Select(rule => rule.Items).FirstOrDefault(items => items is not null),
        Loops = rules.SelectMany(rule => rule.Loops).ToEquatableArray(),
    };
}
