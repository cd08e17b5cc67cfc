using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Naming;
using SchemaSdk.Schemas.Problems;
using SchemaSdk.Schemas.Reading;

namespace SchemaSdk.Schemas.Types;

/// <summary>Reads <c>x-csharp-name</c>. Patches add this keyword to replace the C# name that is derived from the JSON name.</summary>
internal sealed class GivenNames(ProblemList problems)
{
    private const string Form = "a name starts with a capital letter, has only ASCII letters, digits and _, does not end in _, and has "
        + "at most 100 characters";

    /// <summary>Names the members of a type as their schemas request, and reports requests that cannot be met.</summary>
    /// <param name="members">The JSON names with their schemas.</param>
    /// <param name="reserved">True for names that no member may have.</param>
    /// <param name="avoided">True for names that a member may have only on request.</param>
    /// <param name="kept">The names that the lock file keeps, by JSON name.</param>
    /// <returns>The C# names by JSON name.</returns>
    public IReadOnlyDictionary<string, string> Name(
        IReadOnlyCollection<(string Name, SchemaNode? Node)> members,
        Func<string, bool> reserved,
        Func<string, bool> avoided,
        IReadOnlyDictionary<string, string> kept)
    {
        if (members.All(member => member.Node?.WishedName is null))
        {
            return NameScope.Assign([.. members.Select(member => member.Name)], name => reserved(name) || avoided(name), kept);
        }

        var names = members
            .Where(member => member.Node?.GivenName is { } given && !reserved(given))
            .GroupBy(member => member.Node!.GivenName!, StringComparer.Ordinal)
            .Where(sameName => sameName.Count() == 1)
            .ToDictionary(sameName => sameName.Single().Name, sameName => sameName.Key, StringComparer.Ordinal);
        var given = new HashSet<string>(names.Values, StringComparer.Ordinal);
        var others = members.Select(member => member.Name).Where(name => !names.ContainsKey(name)).ToList();
        foreach (var name in NameScope.Assign(others, name => reserved(name) || avoided(name) || given.Contains(name), kept))
        {
            names.Add(name.Key, name.Value);
        }

        foreach (var (wireName, node) in members)
        {
            if (node?.WishedName is { } wish && !(wish is JsonValue { Value: string name } && name == names[wireName]))
            {
                var reason = node.GivenName is not { } valid
                    ? Form
                    : reserved(valid) ? "the generated type already uses this name" : "two members request this name";
                Refuse(node.Place, wish, $"{reason}; {names[wireName]} is used instead");
            }
        }

        return names;
    }

    /// <summary>
    /// Returns the C# name that an input schema requests for the last segment of its model id; null if it requests no usable name.
    /// </summary>
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

    /// <summary>Reports each <c>x-csharp-name</c> that names nothing.</summary>
    public void RefuseOthers(JsonObject root, bool isInput)
    {
        foreach (var (schema, pointer) in SchemaWalk.Of(
            root, schema => schema[OwnKeyword.CSharpName] is not null && !(schema == root ? isInput : Names(schema))))
        {
            Refuse(pointer, schema[OwnKeyword.CSharpName]!, PatchProblems.NameElsewhere);
        }
    }

    /// <summary>Returns true if a schema is one of several constants. A C# name in such a schema is the name of an enum value.</summary>
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
