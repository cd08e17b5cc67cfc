using System.Runtime.CompilerServices;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Model;

/// <summary>
/// The closed enums of an input. An enum is closed if the input's rules refuse every value that the enum does not list. Enums inside a
/// union never count as closed.
/// </summary>
internal sealed class ClosedEnums
{
    /// <summary>The closed enums of an output: none, because outputs are never checked.</summary>
    public static readonly ClosedEnums None = new([]);

    /// <summary>
    /// The maximum number of rules to visit. It is limited because references can multiply rules. Enums beyond this limit are treated as
    /// open.
    /// </summary>
    private const int MaxSteps = 100_000;

    /// <summary>The maximum depth of nested unions. References can nest unions without end.</summary>
    private const int MaxDepth = 8;

    private readonly HashSet<EnumShape> _closed = new(new SameShape());
    private readonly Dictionary<string, Rule> _named;
    private int _steps;

    private ClosedEnums(IEnumerable<Rule> rules) => _named = rules.ToDictionary(rule => rule.Name, StringComparer.Ordinal);

    /// <summary>Finds the closed enums of an input.</summary>
    /// <param name="input">The shape of the input, whose enums <see cref="Has"/> recognizes by identity.</param>
    /// <param name="rules">The rules of the input; null if it has none.</param>
    public static ClosedEnums In(Shape input, RuleSet? rules)
    {
        if (rules is null || rules.AsksNothing)
        {
            return None;
        }

        var enums = new ClosedEnums(rules.Rules);
        enums.Find(input, enums.Whole([rules.Rules[0]]));
        return enums;
    }

    public bool Has(EnumShape shape) => _closed.Contains(shape);

    /// <summary>Finds the closed enums in a shape.</summary>
    /// <param name="shape">The shape of a value.</param>
    /// <param name="rules">The rules that the value must match unless it is null.</param>
    private void Find(Shape shape, List<Rule> rules)
    {
        switch (shape)
        {
            case EnumShape values when Refuse(rules, values.Kind == EnumKind.Text ? RuleTypes.String : RuleTypes.Number):
                _closed.Add(values);
                break;
            case ListShape list:
                Find(list.Item, Whole(rules.Where(rule => rule.Items is { First.Count: 0 }).Select(rule => rule.Items!.Others)));
                break;
            case MapShape map:
                Find(map.Value, Whole(rules.Select(rule => rule.Members?.Others).OfType<Rule>()));
                break;
            case ObjectShape record:
                var members = rules
                    .SelectMany(rule => rule.Members?.Known ?? default)
                    .ToLookup(member => member.WireName, member => member.Rule, StringComparer.Ordinal);
                foreach (var property in record.Properties)
                {
                    Find(property.Shape, Whole(members[property.WireName]));
                }

                break;
        }
    }

    /// <summary>
    /// Replaces each reference with the rule that it names, and adds the inner rules that every value other than null must match.
    /// </summary>
    private List<Rule> Whole(IEnumerable<Rule> rules)
    {
        var whole = new List<Rule>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<Rule>(rules);
        while (open.Count > 0 && _steps++ < MaxSteps)
        {
            var rule = open.Pop();
            if (rule.Reference.Length == 0)
            {
                whole.Add(rule);
            }
            else if (seen.Add(rule.Reference))
            {
                open.Push(_named[rule.Reference]);
            }

            foreach (var inner in rule.Loops.SelectMany(Required))
            {
                open.Push(inner);
            }
        }

        return whole;
    }

    /// <summary>Returns true if one of the rules refuses all values of the given type that the rule does not list.</summary>
    private bool Refuse(List<Rule> rules, RuleTypes type, int depth = 0) => rules.Exists(rule =>
        (rule.Types & type) == 0
        || rule.Keywords.Any(keyword => keyword is KeywordRule.Texts or KeywordRule.Among or KeywordRule.EqualTo)
        || (depth < MaxDepth && rule.Loops.OfType<RuleLoop.Choice>().Any(
            choice => choice.Rules.All(branch => Refuse(Whole([branch]), type, depth + 1)))));

    /// <summary>Returns the inner rules of a keyword, but only those that every value other than null must match.</summary>
    private static IEnumerable<Rule> Required(RuleLoop loop) => loop switch
    {
        RuleLoop.AllOf all => all.Rules,
        RuleLoop.UnlessNull rule => [rule.Rule],
        RuleLoop.Choice choice when choice.Rules.Count(rule => rule.Types != RuleTypes.Null) == 1 =>
            choice.Rules.Where(rule => rule.Types != RuleTypes.Null),
        _ => [],
    };

    private sealed class SameShape : IEqualityComparer<EnumShape>
    {
        public bool Equals(EnumShape? x, EnumShape? y) => ReferenceEquals(x, y);

        public int GetHashCode(EnumShape shape) => RuntimeHelpers.GetHashCode(shape);
    }
}
