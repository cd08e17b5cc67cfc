namespace SchemaSdk.Schemas.Types;

/// <summary>A branch of a union, and those that are the same as it.</summary>
/// <param name="Node">The one that stands for all.</param>
/// <param name="Nodes">All.</param>
internal sealed record FoldedBranch(SchemaNode Node, IReadOnlyList<SchemaNode> Nodes);
