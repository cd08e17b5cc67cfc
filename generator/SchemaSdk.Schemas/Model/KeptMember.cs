using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Json;

namespace SchemaSdk.Schemas.Model;

/// <summary>The C# name that a lock file keeps for a member, an enum value or a union branch.</summary>
/// <param name="ModelId">The model id of the schema; empty for an output in the root folder.</param>
/// <param name="Type">
/// The role of the schema and the path of the type below the model, such as <c>input/ShotValue.PanValue</c>; <c>input/</c> for the root.
/// </param>
/// <param name="Name">The name in JSON. For a branch, that is the target of its reference, or its constant.</param>
/// <param name="CSharpName">The name in C#. Does not include a <c>_</c> that distinguishes it from other names in the type.</param>
internal sealed record KeptMember(string ModelId, string Type, string Name, string CSharpName)
{
    /// <summary>The name of the generated constant that contains a model's kept names, as written by <see cref="TextOf" />.</summary>
    public const string Field = "KeptMembers";

    /// <summary>Returns one model's kept names as JSON: for each type, an object that maps JSON names to C# names.</summary>
    public static string TextOf(IEnumerable<KeptMember> members)
    {
        var types = members
            .GroupBy(member => member.Type, member => $"{JsonWriter.Quote(member.Name)}:{JsonWriter.Quote(member.CSharpName)}")
            .Select(type => $"{JsonWriter.Quote(type.Key)}:{{{string.Join(",", type)}}}");
        return $"{{{string.Join(",", types)}}}";
    }

    /// <summary>Returns the key of a type.</summary>
    /// <param name="role">The role of the schema.</param>
    /// <param name="path">The names of the enclosing types and of the type itself, joined by dots; empty for the root.</param>
    public static string KeyOf(SchemaRole role, string path) => (role == SchemaRole.Input ? "input/" : "output/") + path;

    /// <summary>Returns true if the name is kept for a part of the given schema.</summary>
    public bool IsOf(SchemaFile file) => ModelId == file.ModelId && Type.StartsWith(KeyOf(file.Role, ""), StringComparison.Ordinal);

    /// <summary>Returns the path of a type nested in another type. The root's path and name are empty.</summary>
    public static string Inside(string path, string typeName) =>
        path.Length == 0 || typeName.Length == 0 ? path + typeName : $"{path}.{typeName}";
}
