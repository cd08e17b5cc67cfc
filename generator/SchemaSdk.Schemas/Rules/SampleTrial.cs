using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Wording;

namespace SchemaSdk.Schemas.Rules;

/// <summary>Checks a value in a schema, such as a default, against the rules for inputs.</summary>
/// <remarks>As in the runtime, a value is refused only if it is certain to break a rule.</remarks>
/// <param name="named">Returns a rule by name; null for an unknown name.</param>
internal sealed class SampleTrial(Func<string, Rule?> named)
{
    /// <summary>
    /// The maximum number of steps for all values of a document. It is limited because each level of nested branches can double the steps,
    /// and a list can have thousands of values. Beyond the limit, every value counts as valid.
    /// </summary>
    private const int MaxSteps = 2_000_000;

    /// <summary>
    /// The maximum depth of rules and values. It is limited because references can nest rules far deeper than the document. Every deeper
    /// value counts as valid.
    /// </summary>
    private const int MaxDepth = 200;

    private readonly SamplePatterns _patterns = new();
    private readonly Dictionary<string, RuleTypes> _types = new(StringComparer.Ordinal);
    private long _steps;
    private int _depth;
    private bool _isUnsure;

    /// <summary>Returns the rule that a value breaks, as text; null if the value matches, or may match.</summary>
    public string? Refusal(Rule rule, JsonNode value)
    {
        if (!CanTake(1) || _depth == MaxDepth)
        {
            _isUnsure = true;
            return null;
        }

        _depth++;
        var refusal = rule.Reference.Length > 0 ? OfReference(rule.Reference, value) : OfParts(rule, value);
        _depth--;
        return refusal;
    }

    /// <summary>Returns the types of the values that can match a rule and its inner rules for the same value.</summary>
    public RuleTypes Types(Rule rule)
    {
        if (_depth == MaxDepth)
        {
            return RuleTypes.All;
        }

        _depth++;
        var types = TypesInside(rule);
        _depth--;
        return types;
    }

    private RuleTypes TypesInside(Rule rule)
    {
        if (rule.Reference.Length > 0)
        {
            if (!_types.TryGetValue(rule.Reference, out var known))
            {
                _types.Add(rule.Reference, RuleTypes.All);
                _types[rule.Reference] = known = named(rule.Reference) is { } target ? Types(target) : RuleTypes.All;
            }

            return known;
        }

        var types = rule.Types;
        foreach (var loop in rule.Loops)
        {
            types &= loop switch
            {
                RuleLoop.AllOf all => all.Rules.Aggregate(RuleTypes.All, (left, branch) => left & Types(branch)),
                RuleLoop.Choice any => any.Rules.Aggregate(RuleTypes.None, (left, branch) => left | Types(branch)),
                RuleLoop.UnlessNull other => RuleTypes.Null | Types(other.Rule),
                _ => RuleTypes.All,
            };
        }

        return types;
    }

    private string? OfReference(string name, JsonNode value)
    {
        if (named(name) is { } target)
        {
            return Refusal(target, value);
        }

        _isUnsure = true;
        return null;
    }

    private string? OfParts(Rule rule, JsonNode value)
    {
        var type = RuleKeywords.TypeOf(value);
        return (type & rule.Types) != type
            ? rule.Types == RuleTypes.None ? "nothing" : RuleWords.Types(rule.Types)
            : OfKeywords(rule, value, type) ?? OfMembers(rule.Members, value) ?? OfItems(rule.Items, value)
                ?? OfLoops(rule, value);
    }

    private string At(string step, string refusal) => Counted($"at {RuleWords.Quote(step)}: {refusal}");

    private string? OfKeywords(Rule rule, JsonNode value, RuleTypes type)
    {
        var checks = new SampleKeywords(value, _patterns);
        foreach (var keyword in rule.Keywords)
        {
            if (!CanTake(checks.WorkOf(keyword)))
            {
                return null;
            }

            if (keyword.Read(checks) is not { } isRefused)
            {
                _isUnsure |= (keyword.Types & type) != 0;
            }
            else if (isRefused)
            {
                return Counted(KeywordText.Of(keyword));
            }
        }

        return null;
    }

    private string? OfLoops(Rule rule, JsonNode value)
    {
        var checks = new SampleLoops(this, value, _patterns);
        return rule.Loops.Select(loop => loop.Read(checks)).FirstOrDefault(refusal => refusal is not null);
    }

    private string? OfMembers(MembersRule? rule, JsonNode value)
    {
        if (rule is null || value is not JsonObject members || !CanTake(rule.Known.Count))
        {
            return null;
        }

        foreach (var known in rule.Known)
        {
            var refusal = members[known.WireName] is not { } member
                ? known.IsRequired ? Counted($"requires {RuleWords.Name(known.WireName)}") : null
                : Refusal(known.Rule, member) is { } inner ? At(known.WireName, inner) : null;
            if (refusal is not null)
            {
                return refusal;
            }
        }

        if (rule.Others is null)
        {
            return null;
        }

        var names = new HashSet<string>(rule.Known.Select(known => known.WireName), StringComparer.Ordinal);
        return OfEach(members.Members.Where(member => !names.Contains(member.Name)), rule.Others);
    }

    private string? OfItems(RuleItems? rule, JsonNode value)
    {
        if (rule is null || value is not JsonArray items)
        {
            return null;
        }

        return !rule.Counts.Has(items.Count)
            ? RuleWords.Counts(rule.Counts) + " items"
            : items.Select((item, index) => Refusal(index < rule.First.Count ? rule.First[index] : rule.Others, item) is { } refusal
                    ? At(index.ToString(System.Globalization.CultureInfo.InvariantCulture), refusal)
                    : null)
                .FirstOrDefault(refusal => refusal is not null);
    }

    /// <summary>Returns the rule that the first refused member breaks, with the member's name; null if none is refused.</summary>
    internal string? OfEach(IEnumerable<JsonMember> members, Rule rule) => members
        .Select(member => Refusal(rule, member.Value) is { } refusal ? At(member.Name, refusal) : null)
        .FirstOrDefault(refusal => refusal is not null);

    /// <summary>Adds steps for the length of a refusal, because thousands of branches can each have a long refusal.</summary>
    internal string Counted(string refusal)
    {
        _steps += refusal.Length / 8;
        return refusal;
    }

    internal void Doubt() => _isUnsure = true;

    /// <summary>Counts steps. Returns false, and makes the result uncertain, if there were too many.</summary>
    internal bool CanTake(long steps)
    {
        _steps += steps;
        _isUnsure |= _steps > MaxSteps;
        return _steps <= MaxSteps;
    }

    /// <summary>
    /// Checks a value against the rule of an inner schema. An uncertain match makes the outer result uncertain, but a refusal does not.
    /// </summary>
    internal (string? Refusal, bool IsUnsure) Try(Rule rule, JsonNode value)
    {
        var outer = _isUnsure;
        _isUnsure = false;
        var refusal = Refusal(rule, value);
        var isUnsure = refusal is null && _isUnsure;
        _isUnsure = outer || isUnsure;
        return (refusal, isUnsure);
    }
}
