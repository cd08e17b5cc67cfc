using SchemaSdk.Schemas.Dialect;

namespace SchemaSdk.Schemas.Model;

/// <summary>A member or enum value that keeps its short C# name beside others that would have the same one.</summary>
/// <param name="ModelId">The model id of the schema; empty for an output in the root folder.</param>
/// <param name="Type">
/// The role of the schema and the name of the type, such as <c>input/OptionsValue</c>; <c>input/</c> for the root.
/// </param>
/// <param name="Name">The name in JSON.</param>
internal sealed record KeptMember(string ModelId, string Type, string Name)
{
    /// <summary>Returns the key of a type.</summary>
    public static string KeyOf(SchemaRole role, string typeName) =>
        (role == SchemaRole.Input ? "input/" : "output/") + typeName;
}
