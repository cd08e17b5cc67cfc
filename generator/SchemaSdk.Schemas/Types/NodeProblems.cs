using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Problems;
using SchemaSdk.Schemas.Reading;

namespace SchemaSdk.Schemas.Types;

/// <summary>
/// Adds problems of schemas in the typing view. If a reference led to the schema, the problem is reported at the reference.
/// </summary>
internal static class NodeProblems
{
    /// <summary>
    /// Adds a problem of a schema. If a reference led to the schema, the problem is reported there, with the place of the schema itself.
    /// </summary>
    /// <param name="problems">Collects the problem.</param>
    /// <param name="kind">The kind, whose placeholders are the model id, the pointer of the schema, and the others.</param>
    /// <param name="node">The schema.</param>
    /// <param name="keyword">The keyword that causes the problem.</param>
    /// <param name="arguments">The arguments for the other placeholders.</param>
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
    /// Adds a problem of a schema that one part of it causes. It is reported at that part, or at the reference that led to the schema.
    /// </summary>
    /// <param name="problems">Collects the problem.</param>
    /// <param name="kind">The kind, whose placeholders are the model id, the pointer of the schema, and the others.</param>
    /// <param name="node">The schema.</param>
    /// <param name="part">The way from the schema to the part.</param>
    /// <param name="arguments">The arguments for the other placeholders.</param>
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
