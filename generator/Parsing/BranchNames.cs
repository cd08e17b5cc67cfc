using System.Globalization;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using SchemaSdk.Generator.Model;

namespace SchemaSdk.Generator.Parsing;

/// <summary>Names the branches of a union by what they are, never by their order.</summary>
internal static class BranchNames
{
    /// <summary>What a branch is called for itself.</summary>
    /// <param name="branch">The branch.</param>
    /// <param name="wireName">Name of the property that has the union.</param>
    public static string Of(SchemaNode branch, string wireName)
    {
        if (branch.Enum is not null)
        {
            return "Choice";
        }

        return branch.Type switch
        {
            JsonObjectType.String when branch.Schema.Pattern is { Length: > 0 } pattern => Identifiers.Fit("Text" + Identifiers.Clean(pattern)),
            JsonObjectType.String when Dialect.FormatRules.IsFile(branch.Schema.Format ?? "") => "File",
            JsonObjectType.String => "Text",
            JsonObjectType.Integer => "Integer",
            JsonObjectType.Number => "Number",
            JsonObjectType.Boolean => "Boolean",
            JsonObjectType.Array => (branch.Item is { } item && item.Branches.Count == 0 ? Of(item, wireName) : "") + "List",
            _ when branch.Schema.Properties.Count == 0 => branch.Type == JsonObjectType.Object ? "Map" : "Any",
            _ => OfObject(branch),
        };
    }

    /// <summary>The same names, made distinct: those that clash get a mark of their content.</summary>
    /// <param name="branches">The branches.</param>
    /// <param name="names">What each is called for itself.</param>
    /// <param name="typeName">Name of the union, which no member may have.</param>
    public static IReadOnlyList<string> Distinct(IReadOnlyList<SchemaNode> branches, IReadOnlyList<string> names, string typeName)
    {
        var clashes = new HashSet<string>(names.GroupBy(name => name, StringComparer.Ordinal).Where(same => same.Count() > 1).Select(same => same.Key));
        var derived = new HashSet<string>(names.SelectMany(Derived), StringComparer.Ordinal);
        var distinct = new List<string>();
        for (var i = 0; i < names.Count; i++)
        {
            var name = clashes.Contains(names[i]) ? names[i] + "_" + Mark(branches[i]) : names[i];
            while (ReservedNames.OfUnion(name) || name == typeName || derived.Contains(name) || distinct.Contains(name))
            {
                name += "_";
            }

            distinct.Add(name);
        }

        return distinct;
    }

    /// <summary>What the union has for a branch beside its property: the branch's type, that of its items, and a method.</summary>
    private static IEnumerable<string> Derived(string name) => [TypeNames.OfBranch(name), TypeNames.OfItem(TypeNames.OfBranch(name)), "From" + name];

    private static string OfObject(SchemaNode branch)
    {
        if ((string?)branch.Referrer?.Json["$ref"] is { } reference && Identifiers.Clean(reference.Substring(reference.LastIndexOf('/') + 1)) is { Length: > 0 } name)
        {
            return name;
        }

        foreach (var (_, node) in branch.Properties)
        {
            if (node.Enum is { Count: 1 } only && only[0].Value is string text && Identifiers.Clean(text) is { Length: > 0 } constant)
            {
                return constant;
            }
        }

        return branch.Required.Any() ? Identifiers.Fit("With" + string.Join("And", branch.Required.Select(Identifiers.Clean).Take(4))) : "Object";
    }

    private static string Mark(SchemaNode branch)
    {
        // Words come and go, with a patch above all: no type is named by them.
        var content = (JObject)branch.Json.DeepClone();
        foreach (var word in content.Descendants().OfType<JProperty>().Where(IsWord).ToList())
        {
            word.Remove();
        }

        var hash = 2166136261u;
        foreach (var c in content.ToString(Newtonsoft.Json.Formatting.None))
        {
            hash = unchecked((hash ^ c) * 16777619u);
        }

        return hash.ToString("x8", CultureInfo.InvariantCulture);
    }

    /// <summary>A property can be called so too, and then it holds a schema.</summary>
    private static bool IsWord(JProperty member) =>
        member.Name is "title" or "description" or "$comment" or "default" or "example" or "examples" or "deprecated" or GivenNames.Keyword
        && member.Value is not JObject;
}
