using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Naming;

namespace SchemaSdk.Schemas.Types;

/// <summary>Generates candidate names for a branch of a union, from a short one to a unique one.</summary>
/// <param name="discriminator">The name of the union's discriminator property; null if the union has no discriminator.</param>
internal sealed class BranchForms(string? discriminator)
{
    /// <summary>
    /// The maximum number of required members or enum values in a name. One longer candidate name contains all required members instead.
    /// </summary>
    private const int MaxRequired = 4;

    private const int HashLength = 8;

    private const string Object = "Object";

    private readonly Dictionary<SchemaNode, Dictionary<string, string>> _members = [];

    public string Short(SchemaNode branch) => BranchKinds.Of(branch, node => OfObject(node).First());

    /// <summary>
    /// Returns the JSON name after which an object is named: the last part of its reference, or its constant. Empty for other branches.
    /// </summary>
    public string WireName(SchemaNode branch) =>
        !BranchKinds.IsObject(branch) ? ""
        : branch.ReferenceText is { } reference ? reference.Substring(reference.LastIndexOf('/') + 1)
        : Constants(branch, isText: true) is { Count: > 0 } texts ? texts[0].Text
        : "";

    /// <summary>Returns the candidate names of a branch, in the order in which to try them.</summary>
    public IEnumerable<string> Of(SchemaNode branch, IReadOnlyList<SchemaNode> peers)
    {
        var last = "";
        foreach (var name in Readable(branch, peers, 0))
        {
            last = Identifiers.Fit(name);
            yield return last;
        }

        if (BranchKinds.Reference(branch) is { Length: > 0 } reference && !BranchKinds.IsObject(branch))
        {
            last = reference;
            yield return reference;
        }

        yield return last + "_" + Mark(branch, peers).Substring(0, HashLength);
    }

    /// <summary>
    /// Returns a hash of the properties that another branch lacks or defines differently. If no property differs, hashes the whole branch.
    /// </summary>
    private static string Mark(SchemaNode branch, IReadOnlyList<SchemaNode> peers)
    {
        var others = peers.Select(peer => peer.Json[KeywordName.Properties] as JsonObject).ToList();
        var differing = (BranchKinds.IsObject(branch) ? (branch.Json[KeywordName.Properties] as JsonObject)?.Members ?? [] : [])
            .Select(member => (member.Name, Mark: CanonicalSchema.Of(member.Value)))
            .Where(member => !others.All(other => other?[member.Name] is { } same && CanonicalSchema.Of(same) == member.Mark))
            .OrderBy(member => member.Name, StringComparer.Ordinal)
            .Select(member => $"{JsonWriter.Quote(member.Name)}:{member.Mark}")
            .ToList();
        return differing.Count > 0 ? TextHash.Of(string.Join(",", differing)) : CanonicalSchema.Of(branch.Json);
    }

    private IEnumerable<string> Readable(SchemaNode branch, IReadOnlyList<SchemaNode> peers, int depth)
    {
        if (BranchKinds.IsObject(branch))
        {
            return OfObject(branch).Concat(OfPeers(branch, [.. peers.Where(BranchKinds.IsObject)]));
        }

        if (branch.Enum is { } values)
        {
            return
            [
                Short(branch),
                BranchKinds.OfValues(branch) is { Length: > 0 } kind ? kind : "AnyChoice",
                "Choice"
                    + BranchKinds.Or(
                        values.Select(value => Word(Text(value))).OrderBy(name => name, StringComparer.Ordinal).Take(MaxRequired))
            ];
        }

        if (depth < BranchKinds.MaxDepth && BranchKinds.IsList(branch) && branch.Item is { } item)
        {
            var others = peers.Where(BranchKinds.IsList).Select(peer => peer.Item).OfType<SchemaNode>().ToList();
            return Short(branch) is var name && item.HasBranches
                ? [name, Short(item) + "List"]
                : Readable(item, others, depth + 1).Select(inner => Identifiers.Fit(inner + "List")).Prepend(name);
        }

        return [Short(branch), Longer(branch)];
    }

    /// <summary>Returns a longer name, with the pattern of a string, or the value type and required members of a map.</summary>
    private string Longer(SchemaNode branch) =>
        branch.Type == RuleTypes.String && branch.Pattern is { Length: > 0 } pattern ? Short(branch) + Identifiers.Clean(pattern)
        : branch.Type != RuleTypes.Object ? Short(branch)
        : (branch.Additional is { } value ? Short(value) : "") + Short(branch) + (branch.Required.Any() ? With(branch.RequiredSet) : "");

    /// <summary>
    /// Returns the candidate names of an object that do not depend on other branches. They are formed from the name of the referenced
    /// schema, from constants, and from required members.
    /// </summary>
    private IEnumerable<string> OfObject(SchemaNode branch)
    {
        var reference = BranchKinds.Reference(branch);
        if (reference.Length > 0)
        {
            yield return reference;
        }

        var texts = Constants(branch, isText: true);
        var name = reference;
        if (texts.Count > 0)
        {
            name += Word(texts[0].Text);
            yield return name;
            yield return reference + Both(texts[0]);
            yield return reference + string.Concat(texts.Select(Both));
        }

        var required = Asked(branch, texts);
        if (required.Count > 0)
        {
            yield return name + With(required.Take(MaxRequired));
            yield return name + With(required);
        }
        else
        {
            yield return name.Length > 0 ? name : Object;
        }

        if (Constants(branch, isText: false) is { Count: > 0 } others)
        {
            yield return name + With(required.Take(MaxRequired), string.Concat(others.Select(Both)));
        }
    }

    /// <summary>
    /// Compares an object branch with the other branches, and returns candidate names for it. One candidate contains a property that every
    /// branch has, each with a different type. Another contains a property that only this branch has.
    /// </summary>
    private IEnumerable<string> OfPeers(SchemaNode branch, IReadOnlyList<SchemaNode> peers)
    {
        var texts = Constants(branch, isText: true);
        var required = Asked(branch, texts).Take(MaxRequired).ToList();
        var name = BranchKinds.Reference(branch) + (texts.Count > 0 ? Word(texts[0].Text) : "");
        var whole = required.Count > 0 ? name + With(required) : name.Length > 0 ? name : Object;
        var members = Members(branch);
        var others = peers.Select(Members).ToList();
        var all = others.Prepend(members).ToList();
        var kind = members.Keys.Where(member => AreDistinct(member, all))
            .OrderByDescending(required.Contains).ThenBy(member => member, StringComparer.Ordinal).FirstOrDefault();
        if (kind is not null)
        {
            yield return name
                + With(
                    [.. required.Select(member => member == kind ? "" : member).Where(member => member.Length > 0)],
                    Word(kind) + "As" + members[kind]);
        }

        var own = members.Keys.Where(member => !others.Exists(other => other.ContainsKey(member)))
            .OrderBy(member => member, StringComparer.Ordinal)
            .FirstOrDefault();
        yield return own is null ? whole : name + With(required, Word(own));
    }

    private static bool AreDistinct(string member, IReadOnlyList<Dictionary<string, string>> all) =>
        all.Count > 1
            && all.All(members => members.ContainsKey(member))
            && all.Select(members => members[member]).Distinct(StringComparer.Ordinal).Count() == all.Count;

    /// <summary>Returns the properties, each with the short name of its type.</summary>
    private Dictionary<string, string> Members(SchemaNode branch)
    {
        if (!_members.TryGetValue(branch, out var members))
        {
            members = branch.Properties.ToDictionary(property => property.Name, property => Short(property.Node), StringComparer.Ordinal);
            _members.Add(branch, members);
        }

        return members;
    }

    private static List<string> Asked(SchemaNode branch, List<(string Property, string Text)> constants) =>
        [.. branch.RequiredSet.Where(name => !constants.Exists(constant => constant.Property == name))];

    /// <summary>
    /// Returns the members with a fixed value: the discriminator, then the required members, then the optional ones. Within each group, the
    /// members are ordered by name.
    /// </summary>
    private List<(string Property, string Text)> Constants(SchemaNode branch, bool isText)
    {
        var required = branch.RequiredSet;
        return [.. branch.Properties
            .Where(property => property.Node.Enum is { Count: 1 } only && only[0].Value is string == isText)
            .OrderByDescending(property => property.Name == discriminator)
            .ThenByDescending(property => required.Contains(property.Name))
            .ThenBy(property => property.Name, StringComparer.Ordinal)
            .Select(property => (property.Name, Text(property.Node.Enum![0])))];
    }

    private static string Both((string Property, string Text) constant) => Word(constant.Property + " " + constant.Text);

    private static string Text(JsonValue value) => value.Value as string ?? value.ToString().Replace("-", "minus ");

    private static string With(IEnumerable<string> names, string last = "") =>
        "With" + string.Join("And", names.Select(Word).Concat(last.Length > 0 ? [last] : []));

    private static string Word(string text) =>
        Identifiers.Clean(text) is { Length: > 0 } word ? word : Identifiers.SpellOut(text);
}
