using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Model;

/// <summary>One of the shapes that a union's value can have.</summary>
/// <param name="Name">The name of the property for a value of this shape.</param>
/// <param name="Shape">The shape.</param>
/// <param name="Mark">What distinguishes JSON of this branch from JSON of the others.</param>
internal sealed record UnionBranch(string Name, Shape Shape, BranchMark Mark)
{
    /// <summary>
    /// The JSON name after which the branch is named; empty if the branch has no such name or shares it with another branch.
    /// </summary>
    public string WireName { get; init; } = "";
}

/// <summary>What distinguishes one union branch from the others in JSON.</summary>
/// <param name="Kind">The JSON kind: String, Number, Integer, Boolean, Array, Object or Any.</param>
/// <param name="Pattern">A regular expression that strings of this branch match; empty if any string matches.</param>
/// <param name="Required">The members that objects of this branch have; for an array, the members of the objects in it.</param>
/// <param name="Constants">
/// The members of these objects that have a fixed value: each name, followed by the value as JSON text. A member with several valid values
/// occurs once for each value.
/// </param>
/// <param name="Item">The JSON kind of an array's items; empty or Any if any kind is valid.</param>
internal sealed record BranchMark(
    string Kind, string Pattern, EquatableArray<string> Required, EquatableArray<string> Constants, string Item);
