using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Naming;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Rules;

/// <summary>Builds the rules for the members of an object.</summary>
/// <param name="builder">Builds the rules of inner schemas.</param>
/// <param name="json">The schema.</param>
/// <param name="pointer">The pointer to the schema.</param>
/// <param name="name">The name of the schema's rule.</param>
internal sealed class RuleMembers(RuleBuilder builder, JsonObject json, string pointer, string name)
{
    private readonly JsonObject _properties = json[KeywordName.Properties] as JsonObject ?? [];

    /// <summary>
    /// Returns true if a schema with properties requires a name that no part of the schema describes. Such a name is checked only if the
    /// schema is one of several schemas for the same value, such as a branch of <c>allOf</c>.
    /// </summary>
    public static bool RequiresUndescribed(JsonObject schema, RuleReferences references) =>
        schema[KeywordName.Properties] is JsonObject { Count: > 0 }
            && Names(schema[KeywordName.Required]).Any(required => !references.Describe(schema, required));

    /// <summary>
    /// Returns true if a required name without a property is checked nevertheless. <c>name</c> is the node of the name in the normalized
    /// schema.
    /// </summary>
    public static bool Asks(JsonNode? name, RuleReferences references) =>
        name?.Parent?.Parent?.Parent is JsonObject schema
            && (schema[KeywordName.Properties] is not JsonObject { Count: > 0 }
                || (schema.Parent is JsonArray { Parent: JsonMember held } && KeywordTable.Find(held.Name) is { IsInPlace: true })
                || references.Describe(schema, (string)name!));

    /// <summary>Returns the rules that require names, always or with another member. Omits names that <see cref="Walk"/> checks.</summary>
    /// <param name="isBranch">True if the schema is one of several schemas for the same value.</param>
    public IEnumerable<KeywordRule> Keywords(bool isBranch)
    {
        var undescribed = Required(isBranch).Where(required => !_properties.ContainsKey(required)).ToEquatableArray();
        if (undescribed.Count > 0)
        {
            yield return new KeywordRule.Requires(undescribed);
        }

        foreach (var keyword in KeywordTable.All.Where(keyword => keyword.Checks is { Argument: CheckArgument.NamesOfMember }))
        {
            foreach (var dependency in (json[keyword.Name] as JsonObject ?? []).Members.Where(dependency => dependency.Value is JsonArray))
            {
                var needed = Names(dependency.Value).Where(needed => needed != dependency.Name).ToEquatableArray();
                if (needed.Count > 0)
                {
                    yield return new KeywordRule.RequiresWith(keyword.Name, dependency.Name, needed);
                }
            }
        }
    }

    /// <summary>Returns the rules that are checked in one pass over the members; null if no rule needs that pass.</summary>
    /// <param name="isBranch">True if the schema is one of several schemas for the same value.</param>
    public MembersRule? Walk(bool isBranch)
    {
        var required = new HashSet<string>(Required(isBranch), StringComparer.Ordinal);
        var wireNames = _properties.Members.Select(property => property.Name).ToList();
        var names = NameScope.Assign(wireNames, wireName => wireName == "Item");
        var known = _properties.Members.Select(property => new MemberRule(
            property.Name,
            required.Contains(property.Name),
            builder.Inner(
                property.Value,
                JsonPointer.Append($"{pointer}/{KeywordName.Properties}", property.Name),
                $"{name}_{names[property.Name]}")))
            .ToEquatableArray();
        var others = json[KeywordName.PatternProperties] is JsonObject { Count: > 0 } ? null : Others();
        return others is not null || known.Any(member => member.IsRequired || !member.Rule.IsAny) ? new MembersRule(known, others) : null;
    }

    /// <summary>Returns the rule for members that <c>properties</c> does not list; null if they may have any value.</summary>
    public Rule? Others()
    {
        if (json[KeywordName.AdditionalProperties] is JsonValue { Value: false })
        {
            return Rule.Any(name) with { Keywords = new([new KeywordRule.Forbidden()]) };
        }

        const string Keyword = KeywordName.AdditionalProperties;
        var rule = builder.Inner(json[Keyword], $"{pointer}/{Keyword}", name + "_Other");
        return rule.IsAny ? null : rule;
    }

    /// <summary>Returns the distinct strings of an array.</summary>
    private static IEnumerable<string> Names(JsonNode? names) =>
        (names as JsonArray ?? [])
            .Where(wireName => wireName.Kind == JsonKind.String)
            .Select(wireName => (string)wireName!)
            .Distinct(StringComparer.Ordinal);

    /// <summary>
    /// Returns the required names that are checked. A name without a property is checked in three cases: the schema has no properties at
    /// all, is a branch whose properties may be described elsewhere, or has a part that describes the name. Any other name is assumed to be
    /// misspelt, and is not checked, because no caller could satisfy the requirement.
    /// </summary>
    /// <example>RunComfy's bytedance/seedream-4-5/edit requires <c>image_urls</c>, but describes <c>images</c> (SSDK004).</example>
    private IEnumerable<string> Required(bool isBranch) =>
        Names(json[KeywordName.Required])
            .Where(required => isBranch || _properties.Count == 0 || builder.References.Describe(json, required));
}
