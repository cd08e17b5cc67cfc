using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Model;

/// <summary>One of the shapes that a value can have.</summary>
/// <param name="Name">Name of the property that holds it.</param>
/// <param name="Shape">The shape.</param>
/// <param name="Mark">How to distinguish it from the others.</param>
internal sealed record UnionBranch(string Name, Shape Shape, BranchMark Mark);

/// <summary>The structure that distinguishes a branch from the others.</summary>
/// <param name="Kind">The JSON kind: String, Number, Integer, Boolean, Array or Object.</param>
/// <param name="Pattern">A regular expression that its strings match; empty if any string is valid.</param>
/// <param name="Required">The members that its objects have.</param>
/// <param name="Constants">Members with one value each: name, then the value as JSON text.</param>
/// <param name="Item">The JSON kind of its items; empty if any kind is valid.</param>
internal sealed record BranchMark(
    string Kind, string Pattern, EquatableArray<string> Required, EquatableArray<string> Constants, string Item);
