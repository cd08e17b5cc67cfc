using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Rules;

/// <summary>Several rules of one value -> one rule that is as short as it can be.</summary>
/// <param name="own">What the schema asks by itself.</param>
internal sealed class RuleCombiner(Rule own)
{
    private Rule _rule = own;

    /// <summary>A value that has to fit one of several rules.</summary>
    /// <param name="name">What the method would be called.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="isOnlyOne">True if it may fit no other.</param>
    public static Rule One(string name, List<Rule> rules, bool isOnlyOne)
    {
        if (!isOnlyOne && rules.Any(rule => rule.IsAny))
        {
            return Rule.Any(name);
        }

        // T or null is T with one more type, so that what is wrong with a value is told by T.
        var isNullable = rules.Any(IsNull);
        var others = rules.Where(rule => !IsNull(rule)).ToList();
        if (others.Count <= 1 && rules.Count - others.Count <= 1)
        {
            return others.Count == 0 ? Rule.Of(name, RuleTypes.Null) : isNullable ? OrNull(others[0], name) : others[0];
        }

        return AreOfDifferentKinds(rules)
            ? rules.Aggregate(Rule.Of(name, RuleTypes.None), (one, other) => Merge(one, other, one.Types | other.Types))
            : Rule.Any(name) with { Loops = new([new RuleLoop.Choice(rules.ToEquatableArray(), isOnlyOne)]) };
    }

    /// <summary>Asks more.</summary>
    /// <param name="loops">What by.</param>
    public void Ask(IEnumerable<RuleLoop> loops) => _rule = _rule with { Loops = _rule.Loops.Concat(loops).ToEquatableArray() };

    /// <summary>A value that has to fit further rules, too.</summary>
    /// <param name="rules">The rules.</param>
    public Rule And(IEnumerable<Rule> rules)
    {
        var apart = new List<Rule>();
        foreach (var rule in rules.Where(rule => !rule.IsAny))
        {
            if (rule.Reference.Length == 0
                && (rule.Members is null || _rule.Members is null)
                && (rule.Items is null || _rule.Items is null))
            {
                _rule = Merge(_rule, rule, _rule.Types & rule.Types);
            }
            else
            {
                apart.Add(rule);
            }
        }

        if (apart.Count == 0)
        {
            return _rule.Simplified();
        }

        return _rule.IsAny && apart.Count == 1
            ? apart[0]
            : _rule with { Loops = _rule.Loops.Append(new RuleLoop.AllOf(apart.ToEquatableArray())).ToEquatableArray() };
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

    /// <summary>Returns true if the JSON kind of a value says which of the rules it has to fit, so that they need not be tried.</summary>
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

    private static Rule Merge(Rule one, Rule other, RuleTypes types) => one with
    {
        Types = types,
        Keywords = one.Keywords.Concat(other.Keywords).Distinct().ToEquatableArray(),
        Members = one.Members ?? other.Members,
        Items = one.Items ?? other.Items,
        Loops = one.Loops.Concat(other.Loops).ToEquatableArray(),
    };
}
