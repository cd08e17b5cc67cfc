using System.Runtime.CompilerServices;
using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Schemas.Wording;

/// <summary>
/// Finds the named rules that may be checked more than once for the same value, for example if four branches of a union have a member
/// with the same recursive schema. Checking such a rule each time would at least double the work with each level of the value.
/// </summary>
internal sealed class SharedRules
{
    /// <summary>
    /// The maximum number of groups to visit. A group contains all rules that apply to one value. If the maximum is exceeded, every named
    /// rule counts as shared.
    /// </summary>
    private const int MaxGroups = 20_000;

    /// <summary>The maximum number of rules in all groups together. If it is exceeded, every named rule counts as shared.</summary>
    private const int MaxGrouped = 2_000_000;

    /// <summary>
    /// The maximum number of steps in the search for recursive rules with unions. After that many steps, every rule with a union counts as
    /// shared.
    /// </summary>
    private const int MaxSteps = 2_000_000;

    private readonly Dictionary<string, Rule> _named;
    private readonly HashSet<string> _shared = new(StringComparer.Ordinal);
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly Queue<List<Rule>> _groups = new();
    private readonly Dictionary<Rule, int> _numbers = new(new SameRule());

    private int _grouped;
    private int _steps;

    private SharedRules(RuleSet rules) => _named = rules.Rules.ToDictionary(rule => rule.Name, StringComparer.Ordinal);

    public static IReadOnlyCollection<string> In(RuleSet rules)
    {
        var search = new SharedRules(rules);
        if (rules.Rules.Count > 1 || search.Refers(rules.Rules[0]))
        {
            search.Find(rules.Rules[0].Name);
        }

        return search._shared;
    }

    private bool IsGivenUp => _grouped > MaxGrouped;

    private bool Refers(Rule rule) => !rule.IsLeaf && (rule.Reference.Length > 0 || Parts(rule).Any(Refers));

    private void Find(string root)
    {
        _groups.Enqueue([Rule.Any("") with { Reference = root }]);
        while (_groups.Count > 0)
        {
            Visit(Whole(_groups.Dequeue()));
            if (_seen.Count > MaxGroups || IsGivenUp)
            {
                _shared.UnionWith(_named.Keys);
                return;
            }
        }

        // If no branch of a union matches, the runtime checks the likeliest branch twice. Results of shared rules are cached, so recursion
        // does not double this work at each level.
        _shared.UnionWith(_named.Values.Where(rule => HasUnion(rule) && IsRecursive(rule.Name)).Select(rule => rule.Name));
    }

    /// <summary>Replaces each reference with the rule that it names, and adds the inner rules that apply to the same value.</summary>
    private List<Rule> Whole(List<Rule> asked)
    {
        var whole = new List<Rule>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<Rule>(asked);
        while (open.Count > 0)
        {
            var rule = open.Pop();
            if (rule.Reference.Length == 0)
            {
                whole.Add(rule);
                var inPlace = rule.Loops.Where(loop => loop.IsInPlace).SelectMany(loop => loop.Branches);
                foreach (var inner in inPlace.Where(inner => !inner.IsLeaf))
                {
                    open.Push(inner);
                }
            }
            else if (names.Add(rule.Reference))
            {
                open.Push(_named[rule.Reference]);
            }
            else
            {
                _shared.Add(rule.Reference);
            }
        }

        return whole;
    }

    /// <summary>Adds one group of rules for each member and each item of a value.</summary>
    /// <param name="rules">The rules that apply to the value itself.</param>
    private void Visit(List<Rule> rules)
    {
        var patterns = Inner(rules, loop => loop is RuleLoop.MembersLike or RuleLoop.MembersUnlike);
        Add([.. rules.Select(rule => rule.Members?.Others).OfType<Rule>(), .. patterns]);
        var members = rules.Select(rule => rule.Members).OfType<MembersRule>().ToList();
        var names = members.SelectMany(known => known.Known).GroupBy(member => member.WireName, StringComparer.Ordinal);
        var open = members.Where(others => others.Others is not null)
            .Select(others => (others.Others!, Known: new HashSet<string>(others.Known.Select(member => member.WireName))))
            .ToList();
        foreach (var name in names.TakeWhile(_ => !IsGivenUp))
        {
            var others = open.Where(rule => !rule.Known.Contains(name.Key)).Select(rule => rule.Item1);
            Add([.. name.Select(member => member.Rule), .. others, .. patterns]);
        }

        var contained = Inner(rules, loop => loop is RuleLoop.Contains);
        var items = rules.Select(rule => rule.Items).OfType<RuleItems>().ToList();
        var first = items.Select(item => item.First.Count).DefaultIfEmpty().Max();
        for (var i = 0; i <= first && !IsGivenUp; i++)
        {
            Add([.. items.Select(item => i < item.First.Count ? item.First[i] : item.Others), .. contained]);
        }

        Add(Inner(rules, loop => loop is RuleLoop.Names));
    }

    private void Add(List<Rule> group)
    {
        _grouped += group.Count;
        if (IsGivenUp)
        {
            return;
        }

        group.RemoveAll(rule => rule.IsLeaf);
        if (group.Count > 0 && _seen.Add(string.Join(" ", group.Select(NumberOf).OrderBy(number => number))))
        {
            _groups.Enqueue(group);
        }
    }

    private int NumberOf(Rule rule)
    {
        if (!_numbers.TryGetValue(rule.Reference.Length > 0 ? _named[rule.Reference] : rule, out var number))
        {
            number = _numbers.Count;
            _numbers.Add(rule.Reference.Length > 0 ? _named[rule.Reference] : rule, number);
        }

        return number;
    }

    private bool IsRecursive(string name)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<Rule>(Parts(_named[name]));
        while (open.Count > 0)
        {
            var rule = open.Pop();
            if (rule.Reference == name || ++_steps > MaxSteps)
            {
                return true;
            }

            foreach (var part in rule.Reference.Length == 0 ? Parts(rule) : reached.Add(rule.Reference) ? [_named[rule.Reference]] : [])
            {
                open.Push(part);
            }
        }

        return false;
    }

    private static bool HasUnion(Rule rule) => rule.Loops.Any(loop => loop is RuleLoop.Choice) || Parts(rule).Any(HasUnion);

    private static IEnumerable<Rule> Parts(Rule rule) =>
    [
        .. (rule.Members?.Known ?? default).Select(member => member.Rule),
        .. rule.Members?.Others is { } others ? [others] : Array.Empty<Rule>(),
        .. rule.Items?.First ?? default,
        .. rule.Items is { } items ? [items.Others] : Array.Empty<Rule>(),
        .. rule.Loops.SelectMany(loop => loop.Branches),
    ];

    private static List<Rule> Inner(List<Rule> rules, Func<RuleLoop, bool> isMeant) =>
        [.. rules.SelectMany(rule => rule.Loops).Where(isMeant).SelectMany(loop => loop.Branches)];

    /// <summary>Compares rules by identity, because equal rules in different positions count as different.</summary>
    private sealed class SameRule : IEqualityComparer<Rule>
    {
        public bool Equals(Rule? x, Rule? y) => ReferenceEquals(x, y);

        public int GetHashCode(Rule rule) => RuntimeHelpers.GetHashCode(rule);
    }
}
