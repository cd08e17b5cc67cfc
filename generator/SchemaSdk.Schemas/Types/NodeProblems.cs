using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Problems;
using SchemaSdk.Schemas.Reading;

namespace SchemaSdk.Schemas.Types;

/// <summary>Notes problems of schemas in the typing view: where a reference led to one, if one did.</summary>
internal static class NodeProblems
{
    /// <summary>
    /// Notes a problem of a schema; it is told where a reference led to it, if one did, with the place of the schema itself.
    /// </summary>
    /// <param name="problems">Where it is noted.</param>
    /// <param name="kind">Which one; its holes are the model id, the pointer of the schema, and the others.</param>
    /// <param name="node">The schema.</param>
    /// <param name="keyword">The keyword that makes the problem.</param>
    /// <param name="arguments">What fills the other holes.</param>
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
    /// Notes a problem of a schema that one part of it makes: it is told at that part, or where a reference led to the schema.
    /// </summary>
    /// <param name="problems">Where it is noted.</param>
    /// <param name="kind">Which one; its holes are the model id, the pointer of the schema, and the others.</param>
    /// <param name="node">The schema.</param>
    /// <param name="part">The way from the schema to the part.</param>
    /// <param name="arguments">What fills the other holes.</param>
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
