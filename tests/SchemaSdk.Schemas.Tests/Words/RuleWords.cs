using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Reading;
using SchemaSdk.Schemas.Rules;

namespace SchemaSdk.Schemas.Tests.Words;

/// <summary>Writes a rule on one line: its types, then its keywords.</summary>
/// <example><c>object {a!: string number.Minimum(1), *: nothing}</c></example>
internal static class RuleWords
{
    /// <summary>Returns the rules for a schema: the root's rule, and then the others with their names.</summary>
    public static string Of(string schema) =>
        string.Join("; ", Read(schema).Select((rule, i) => i == 0 ? Of(rule) : $"{rule.Name} = {Of(rule)}"));

    /// <summary>Returns the names of a schema's rules, outer ones first.</summary>
    public static string Names(string schema) => string.Join(" ", Read(schema).SelectMany(Names));

    public static RuleSet Rules(string schema)
    {
        var file = new SchemaFile("input.json", "acme", SchemaRole.Input, schema);
        var root = JsonParser.Read(schema, file.Path);
        return new RuleBuilder(root, new ProblemList(new NormalizedSchema(file, root as JsonObject, new SchemaPlaces(file), default)))
            .Build();
    }

    private static IEnumerable<Rule> Read(string schema) => Rules(schema).Rules;

    private static IEnumerable<string> Names(Rule rule) =>
        Inside(rule).SelectMany(Names).Prepend(rule.Name + (rule.Reference.Length > 0 ? "->" + rule.Reference : ""));

    private static IEnumerable<Rule> Inside(Rule rule) =>
    [
        .. rule.Members?.Known.Select(member => member.Rule) ?? [],
        .. rule.Members?.Others is { } others ? [others] : Array.Empty<Rule>(),
        .. rule.Items?.First.AsEnumerable() ?? [],
        .. rule.Items is { } items ? [items.Others] : Array.Empty<Rule>(),
        .. rule.Loops.SelectMany(loop => loop.Branches),
    ];

    private static string Of(Rule rule)
    {
        var parts = rule.Keywords.Select(keyword => $"{Of(keyword.Types)}.{keyword.Read(new KeywordWords())}")
            .Prepend(rule.Reference.Length > 0 ? "->" + rule.Reference : Of(rule.Types))
            .Append(rule.Members is { } members ? Of(members) : "")
            .Append(rule.Items is { } items ? Of(items) : "")
            .Concat(rule.Loops.Select(loop =>
                $"{loop.Read(new LoopWords())}<{string.Join(" | ", loop.Branches.Select(Of))}>"));
        return string.Join(" ", parts.Where(part => part.Length > 0));
    }

    private static string Of(MembersRule members) =>
        "{" + string.Join(
            ", ",
            members.Known.Select(member => $"{member.WireName}{(member.IsRequired ? "!" : "")}: {Of(member.Rule)}")
                .Concat(members.Others is { } others ? ["*: " + Of(others)] : [])) + "}";

    private static string Of(RuleItems items) =>
        $"[{items.Counts.Least}..{items.Counts.Most}: {string.Join(", ", items.First.Select(Of).Append("*" + Of(items.Others)))}]";

    private static string Of(RuleTypes types) => types switch
    {
        RuleTypes.All => "any",
        RuleTypes.None => "none",
        _ => types.ToString().ToLowerInvariant().Replace(", ", "|", StringComparison.Ordinal),
    };
}
