using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Naming;
using SchemaSdk.Schemas.Problems;
using SchemaSdk.Schemas.Reading;

namespace SchemaSdk.Schemas.Types;

/// <summary>Reads <c>x-csharp-name</c>, a keyword of SchemaSdk that replaces the C# name that follows from the wire name.</summary>
/// <param name="problems">Collects the names that cannot be used.</param>
internal sealed class GivenNames(ProblemList problems)
{
    private const string Form = "a name starts with a capital letter, has only ASCII letters, digits and _, does not end in _, and has "
        + "at most 100 characters";

    /// <summary>Names the members of a type as their schemas ask, and reports the names that cannot be given.</summary>
    /// <param name="members">Wire names with their schemas.</param>
    /// <param name="reserved">Names that no member may have.</param>
    /// <param name="avoided">Names that a member may have only by request.</param>
    /// <returns>C# names by wire name.</returns>
    public IReadOnlyDictionary<string, string> Name(
        IReadOnlyCollection<(string Name, SchemaNode? Node)> members, Func<string, bool> reserved, Func<string, bool> avoided)
    {
        if (members.All(member => member.Node?.WishedName is null))
        {
            return NameScope.Assign([.. members.Select(member => member.Name)], name => reserved(name) || avoided(name));
        }

        var names = members
            .Where(member => member.Node?.GivenName is { } given && !reserved(given))
            .GroupBy(member => member.Node!.GivenName!, StringComparer.Ordinal)
            .Where(sameName => sameName.Count() == 1)
            .ToDictionary(sameName => sameName.Single().Name, sameName => sameName.Key, StringComparer.Ordinal);
        var given = new HashSet<string>(names.Values, StringComparer.Ordinal);
        var others = members.Select(member => member.Name).Where(name => !names.ContainsKey(name)).ToList();
        foreach (var name in NameScope.Assign(others, name => reserved(name) || avoided(name) || given.Contains(name)))
        {
            names.Add(name.Key, name.Value);
        }

        foreach (var (wireName, node) in members)
        {
            if (node?.WishedName is { } wish && !(wish is JsonValue { Value: string name } && name == names[wireName]))
            {
                var reason = node.GivenName is not { } valid
                    ? Form
                    : reserved(valid) ? "the generated type already uses this name" : "it is asked for twice";
                Refuse(node.Place, wish, $"{reason}; the name is {names[wireName]}");
            }
        }

        return names;
    }

    /// <summary>The name that an input asks for the last segment of its model.</summary>
    /// <param name="root">The normalized schema.</param>
    /// <returns>Null if it asks for none, or for one that cannot be used.</returns>
    public ModelName? OfModel(JsonObject root)
    {
        if (root[OwnKeyword.CSharpName] is not { } wish)
        {
            return null;
        }

        if (wish is JsonValue { Value: string name } && Identifiers.CanBeGiven(name))
        {
            return new ModelName(name, problems.Place("/" + OwnKeyword.CSharpName));
        }

        Refuse("", wish, Form + "; the model keeps the name of its folder");
        return null;
    }

    /// <summary>Reports the requested names in places where nothing is named.</summary>
    /// <param name="root">The normalized schema.</param>
    /// <param name="isInput">True if one at the root names the model.</param>
    public void RefuseOthers(JsonObject root, bool isInput)
    {
        foreach (var (schema, pointer) in SchemaWalk.Of(root).Select(schema => (schema, JsonPointer.To(schema))))
        {
            if (schema[OwnKeyword.CSharpName] is { } wish && !(pointer.Length == 0 ? isInput : Names(schema)))
            {
                Refuse(pointer, wish, PatchProblems.NameElsewhere);
            }
        }
    }

    /// <summary>Returns true if a schema is one of several values, so its name is that of the value.</summary>
    /// <param name="schema">The schema, in its place.</param>
    public static bool NamesValue(JsonObject schema) =>
        schema[KeywordName.Const] is not null
        && schema.Parent is JsonArray { Parent: JsonMember keyword } branches
        && KeywordTable.Unions.Contains(keyword.Name)
        && branches.OfType<JsonObject>().Where(branch => !TypingView.IsNull(branch)).Skip(1).Any();

    private static bool Names(JsonObject schema) =>
        schema.Parent is JsonMember { Parent.Parent: JsonMember { Name: KeywordName.Properties } } || NamesValue(schema);

    private void Refuse(string pointer, JsonNode wish, string reason) =>
        problems.AddIn(ProblemKinds.NameNotGiven, pointer, [OwnKeyword.CSharpName], wish.ToString(), reason);
}
