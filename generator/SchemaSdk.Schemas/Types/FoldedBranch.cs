namespace SchemaSdk.Schemas.Types;

/// <summary>A branch of a union, with the branches of the same type.</summary>
/// <param name="Node">The branch that represents all.</param>
/// <param name="Nodes">All branches.</param>
internal sealed record FoldedBranch(SchemaNode Node, IReadOnlyList<SchemaNode> Nodes);
