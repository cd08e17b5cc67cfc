using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Schemas.Types;

/// <summary>Finds the C# names that the lock file keeps for a type's members.</summary>
internal sealed class KeptMemberNames(SchemaFile file)
{
    private readonly ILookup<string, KeptMember> _members = file.Kept.ToLookup(kept => kept.Type, StringComparer.Ordinal);

    /// <summary>Returns the C# names to keep, by JSON name. They may include names of members that the type does not have.</summary>
    /// <param name="path">The names of the enclosing types and of the type itself, joined by dots; empty for the root.</param>
    public IReadOnlyDictionary<string, string> In(string path) => _members[KeptMember.KeyOf(file.Role, path)]
        .ToDictionary(kept => kept.Name, kept => kept.CSharpName, StringComparer.Ordinal);
}
