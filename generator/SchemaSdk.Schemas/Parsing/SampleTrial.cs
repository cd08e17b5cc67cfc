using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Wording;

namespace SchemaSdk.Schemas.Parsing;

/// <summary>Tries a value of a schema, such as a default, by the rules that inputs are checked by.</summary>
/// <remarks>What is not certain is not refused, as in the runtime's checks.</remarks>
/// <param name="named">The rules that others refer to.</param>
internal sealed class SampleTrial(Func<string, Rule?> named)
{
    /// <summary>
    /// For all values of a document: branches inside branches double the steps, and lists have thousands of values. What is beyond is not
    /// refused.
    /// </summary>
    private const int MaxSteps = 2_000_000;

    private readonly SamplePatterns _patterns = new();
    private readonly Dictionary<string, RuleTypes> _types = new(StringComparer.Ordinal);
    private long _steps;
    private bool _isUnsure;

    /// <summary>Tries a value.</summary>
    /// <param name="rule">What is asked.</param>
    /// <param name="value">The value.</param>
    /// <returns>What it does not fit, in words; null if it fits, or may.</returns>
    public string? Refusal(Rule rule, JsonNode value)
    {
        if (++_steps > MaxSteps)
        {
            _isUnsure = true;
            return null;
        }

        if (rule.Reference.Length > 0)
        {
            if (named(rule.Reference) is { } target)
            {
                return Refusal(target, value);
            }

            _isUnsure = true;
            return null;
        }

        var type = RuleKeywords.TypeOf(value);
        return (type & rule.Types) != type
            ? rule.Types == RuleTypes.None ? "nothing" : RuleWords.Types(rule.Types)
            : OfKeywords(rule, value, type) ?? OfMembers(rule.Members, value) ?? OfItems(rule.Items, value)
                ?? rule.Loops.Select(loop => OfLoop(loop, value)).FirstOrDefault(refusal => refusal is not null);
    }

    /// <summary>The types that a rule leaves, with all that it refers to.</summary>
    /// <param name="rule">What is asked.</param>
    public RuleTypes Types(Rule rule)
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
            types &= loop.Check switch
            {
                "AllOf" => loop.Branches.Aggregate(RuleTypes.All, (all, branch) => all & Types(branch)),
                "AnyOf" or "OneOf" => loop.Branches.Aggregate(RuleTypes.None, (any, branch) => any | Types(branch)),
                "NotNull" => RuleTypes.Null | Types(loop.Branches[0]),
                _ => RuleTypes.All,
            };
        }

        return types;
    }

    private static string At(string step, string refusal) => $"at {RuleWords.Quote(step)}: {refusal}";

    private string? OfKeywords(Rule rule, JsonNode value, RuleTypes type)
    {
        foreach (var keyword in rule.Keywords)
        {
            _steps += keyword.Arguments.Count + (keyword.Arguments.Count == 1 ? keyword.Arguments[0].Length / 8 : 0);
            if (keyword.Check is "Unsure" or "UnsureUri" or "Sum")
            {
                _isUnsure |= (keyword.Types & type) != 0;
            }
            else if (SampleKeywords.Refuses(keyword, value, _patterns))
            {
                return RuleClauseText.Of(Rule.Any("") with { Keywords = new([keyword]) });
            }
        }

        return null;
    }

    private string? OfMembers(MembersRule? rule, JsonNode value)
    {
        if (rule is null || value is not JsonObject members)
        {
            return null;
        }

        foreach (var known in rule.Known)
        {
            var refusal = members[known.WireName] is not { } member
                ? known.IsRequired ? $"requires {RuleWords.Name(known.WireName)}" : null
                : Refusal(known.Rule, member) is { } inner ? At(known.WireName, inner) : null;
            if (refusal is not null)
            {
                return refusal;
            }
        }

        var names = new HashSet<string>(rule.Known.Select(known => known.WireName), StringComparer.Ordinal);
        return rule.Others is null ? null : OfEach(members.Members.Where(member => !names.Contains(member.Name)), rule.Others);
    }

    private string? OfItems(RuleItems? rule, JsonNode value)
    {
        if (rule is null || value is not JsonArray items)
        {
            return null;
        }

        var counts = new KeywordRule("Count", RuleTypes.Array, rule.Most.Length > 0 ? new([rule.Least, rule.Most]) : new([rule.Least]));
        return SampleKeywords.Refuses(counts, value, _patterns)
            ? RuleWords.Counts(counts.Arguments) + " items"
            : items.Select((item, index) => Refusal(index < rule.First.Count ? rule.First[index] : rule.Others, item) is { } refusal
                    ? At(index.ToString(System.Globalization.CultureInfo.InvariantCulture), refusal)
                    : null)
                .FirstOrDefault(refusal => refusal is not null);
    }

    private string? OfEach(IEnumerable<JsonMember> members, Rule rule) => members
        .Select(member => Refusal(rule, member.Value) is { } refusal ? At(member.Name, refusal) : null)
        .FirstOrDefault(refusal => refusal is not null);

    private string? OfLoop(RuleLoop loop, JsonNode value)
    {
        var (first, members) = (loop.Branches[0], (value as JsonObject)?.Members ?? []);
        return loop.Check switch
        {
            "AllOf" => loop.Branches.Select(branch => Refusal(branch, value)).FirstOrDefault(refusal => refusal is not null),
            "AnyOf" or "OneOf" => OfChoice(loop, value),
            "NotNull" => value.Kind == JsonKind.Null ? null : Refusal(first, value),
            "Not" => Try(first, value) is (null, false) ? "not fitting 'not'" : null,
            "If" => Refusal(loop.Branches[Try(first, value).Refusal is null ? 1 : 2], value),
            "When" => members.Any(member => member.Name == loop.Arguments[0]) ? Refusal(first, value) : null,
            "PropertyNames" => OfEach(members.Select(member => new JsonMember(member.Name, member.Name)), first),
            "Matching" => OfEach(members.Where(member => _patterns.Matches(loop.Arguments[0], member.Name) == true), first),
            "Others" => OfEach(
                members.Where(member =>
                    !loop.Arguments.Skip(1).Contains(member.Name) && _patterns.Matches(loop.Arguments[0], member.Name) == false),
                first),
            "Contains" => OfContains(loop, value),
            _ => throw new ArgumentOutOfRangeException(nameof(loop)),
        };
    }

    private string? OfChoice(RuleLoop loop, JsonNode value)
    {
        var tried = loop.Branches.Select(branch => Try(branch, value)).ToList();
        var (fitting, certain) = (tried.Count(one => one.Refusal is null), tried.Count(one => one is (null, false)));
        if (fitting == 0)
        {
            return string.Join("; or ", tried.Select(one => one.Refusal).Distinct());
        }

        _isUnsure |= certain == 0 || (loop.Check == "OneOf" && fitting > 1);
        return loop.Check == "OneOf" && certain > 1 ? "fitting one schema of 'oneOf' and no other" : null;
    }

    private string? OfContains(RuleLoop loop, JsonNode value)
    {
        if (value is not JsonArray items)
        {
            return null;
        }

        var tried = items.Select(item => Try(loop.Branches[0], item)).ToList();
        var (fitting, certain) = (tried.Count(one => one.Refusal is null), tried.Count(one => one is (null, false)));
        return SampleKeywords.IsWithin(fitting, certain, loop.Arguments) ? null : $"containing {RuleWords.Counts(loop.Arguments)}";
    }

    private (string? Refusal, bool IsUnsure) Try(Rule rule, JsonNode value)
    {
        var outer = _isUnsure;
        _isUnsure = false;
        var refusal = Refusal(rule, value);
        var isUnsure = refusal is null && _isUnsure;
        _isUnsure = outer || isUnsure;
        return (refusal, isUnsure);
    }
}
