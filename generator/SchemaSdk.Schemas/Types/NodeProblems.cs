using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Problems;
using SchemaSdk.Schemas.Reading;

namespace SchemaSdk.Schemas.Types;

/// <summary>
/// Adds the problems of schemas in the typing view (the copy from which types are built) to a list. If a reference led to a schema, the
/// schema's problems are reported at that reference.
/// </summary>
internal static class NodeProblems
{
    /// <summary>
    /// Adds a problem that a keyword of a schema causes. If a reference led to the schema, the problem is reported at the reference, with
    /// the position of the schema.
    /// </summary>
    public static void AddOf(this ProblemList problems, ProblemKind kind, SchemaNode node, string keyword, params string[] arguments)
    {
        if (node.Referrer is null)
        {
            problems.AddOf(kind, node.Pointer, keyword, arguments);
            return;
        }

        problems.AddReferred(kind, node.Place, node.Pointer, arguments);
    }

    /// <summary>
    /// Adds a problem that a part of a schema causes. It is reported at the part, or at the reference that led to the schema.
    /// </summary>
    public static void AddIn(this ProblemList problems, ProblemKind kind, SchemaNode node, string[] part, params string[] arguments)
    {
        if (node.Referrer is null)
        {
            problems.AddIn(kind, node.Pointer, part, arguments);
            return;
        }

        problems.AddReferred(kind, node.Place, part.Aggregate(node.Pointer, JsonPointer.Append), arguments);
    }
}
