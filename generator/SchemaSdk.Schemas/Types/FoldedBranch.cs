namespace SchemaSdk.Schemas.Types;

/// <summary>The branches of a union that share one C# type.</summary>
/// <param name="Node">The branch that the type is built from.</param>
/// <param name="Nodes">All branches with the type.</param>
internal sealed record FoldedBranch(SchemaNode Node, IReadOnlyList<SchemaNode> Nodes);
