using System.Globalization;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Naming;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Rules;

/// <summary>Builds the rules for keywords whose values are schemas, except <c>allOf</c>, <c>anyOf</c> and <c>oneOf</c>.</summary>
/// <param name="builder">Builds the rules of inner schemas.</param>
/// <param name="json">The schema.</param>
/// <param name="pointer">The pointer to the schema.</param>
/// <param name="name">The name of the schema's rule.</param>
internal sealed class RuleConditions(RuleBuilder builder, JsonObject json, string pointer, string name)
{
    public IEnumerable<RuleLoop> Loops() => Not().Concat(If()).Concat(Dependencies()).Concat(Names()).Concat(Contains());

    private IEnumerable<RuleLoop> Not()
    {
        if (json[KeywordName.Not] is { } not && builder.IsWhole(not))
        {
            yield return new RuleLoop.Not(Inner(KeywordName.Not, "Not"));
        }
    }

    private IEnumerable<RuleLoop> If()
    {
        if (json[KeywordName.If] is { } condition && builder.IsWhole(condition))
        {
            var (then, otherwise) = (Inner(KeywordName.Then, "Then"), Inner(KeywordName.Else, "Else"));
            if (!then.IsAny || !otherwise.IsAny)
            {
                yield return new RuleLoop.If(Inner(KeywordName.If, "If"), then, otherwise);
            }
        }
    }

    private IEnumerable<RuleLoop> Dependencies()
    {
        foreach (var keyword in KeywordTable.Names(keyword => keyword is { IsInPlace: true, HoldsMembers: true }))
        {
            foreach (var dependency in (json[keyword] as JsonObject ?? []).Members.Where(dependency => dependency.Value is not JsonArray))
            {
                var at = JsonPointer.Append(pointer + "/" + keyword, dependency.Name);
                var rule = builder.Inner(dependency.Value, at, $"{name}_With{Identifiers.Clean(dependency.Name)}", isBranch: true);
                if (!rule.IsAny)
                {
                    yield return new RuleLoop.With(dependency.Name, rule);
                }
            }
        }
    }

    private IEnumerable<RuleLoop> Names()
    {
        if (Inner(KeywordName.PropertyNames, "Names") is { IsAny: false } names)
        {
            yield return new RuleLoop.Names(names);
        }

        var patterns = new List<string>();
        var areAllChecked = true;
        foreach (var property in (json[KeywordName.PatternProperties] as JsonObject ?? []).Members)
        {
            var at = JsonPointer.Append($"{pointer}/{KeywordName.PatternProperties}", property.Name);
            var number = patterns.Count.ToString(CultureInfo.InvariantCulture);
            if (builder.Pattern(property.Name, at) is not { } pattern)
            {
                areAllChecked = false;
                continue;
            }

            patterns.Add(pattern);

            // A translated pattern with a Unicode category matches too many names, so its rule could refuse valid members.
            if (!RuleCharacters.HaveCategories(pattern)
                && builder.Inner(property.Value, at, $"{name}_Matching{number}") is { IsAny: false } rule)
            {
                yield return new RuleLoop.MembersLike(new(pattern, property.Name), rule);
            }
        }

        if (patterns.Count > 0 && areAllChecked && new RuleMembers(builder, json, pointer, name).Others() is { } others)
        {
            var known = (json[KeywordName.Properties] as JsonObject ?? []).Members.Select(property => property.Name);
            var pattern = string.Join("|", patterns.Select(pattern => $"(?:{pattern})"));
            yield return new RuleLoop.MembersUnlike(pattern, known.ToEquatableArray(), others);
        }
    }

    private IEnumerable<RuleLoop> Contains()
    {
        if (json[KeywordName.Contains] is not { } contains)
        {
            yield break;
        }

        var least = json[KeywordName.MinContains] is { } asked ? RuleKeywords.Count(asked) ?? 0 : 1;
        var most = RuleKeywords.Count(json[KeywordName.MaxContains]) is { } count && builder.IsWhole(contains) ? count : (long?)null;
        if (least != 0 || most is not null)
        {
            yield return new RuleLoop.Contains(new(least, most), Inner(KeywordName.Contains, "Contains"));
        }
    }

    private Rule Inner(string keyword, string suffix) =>
        builder.Inner(json[keyword], $"{pointer}/{keyword}", $"{name}_{suffix}", isBranch: true);
}
