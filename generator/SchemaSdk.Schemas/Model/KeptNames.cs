using SchemaSdk.Schemas.Problems;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Model;

/// <summary>The C# names in a lock file.</summary>
/// <param name="Lock">The path of the lock file.</param>
/// <param name="Paths">The usable names. They do not contradict each other.</param>
/// <param name="Problems">Problems with the lock file, and with names that cannot be used.</param>
internal sealed record KeptNames(string Lock, EquatableArray<KeptPath> Paths, EquatableArray<Problem> Problems)
{
    /// <summary>The usable names of members and enum values. Within one type, all names differ.</summary>
    public EquatableArray<KeptMember> Members { get; init; }
}
