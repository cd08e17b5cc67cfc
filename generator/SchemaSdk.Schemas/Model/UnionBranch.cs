using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Model;

/// <summary>One of the things that a value can be.</summary>
/// <param name="Name">Name of the property that holds it.</param>
/// <param name="Shape">What it looks like.</param>
/// <param name="Mark">How it is told from the others.</param>
internal sealed record UnionBranch(string Name, Shape Shape, BranchMark Mark);

/// <summary>The structure by which a branch is told from the others.</summary>
/// <param name="Kind">The JSON kind: String, Number, Integer, Boolean, Array or Object.</param>
/// <param name="Pattern">A regular expression that its strings match; empty for any.</param>
/// <param name="Required">The members that its objects have.</param>
/// <param name="Constants">Members with one value each: name, then the value as JSON text.</param>
/// <param name="Item">The JSON kind of its items; empty for any.</param>
internal sealed record BranchMark(
    string Kind, string Pattern, EquatableArray<string> Required, EquatableArray<string> Constants, string Item);
