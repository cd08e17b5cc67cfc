namespace SchemaSdk.Schemas.Types;

/// <summary>The branches of a union that share one C# type.</summary>
internal sealed record FoldedBranch(SchemaNode Node, IReadOnlyList<SchemaNode> Nodes);
