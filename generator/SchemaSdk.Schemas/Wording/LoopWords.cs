using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Schemas.Wording;

/// <summary>The lines that the generated rules have for a keyword that contains schemas, such as <c>oneOf</c>.</summary>
/// <param name="Head">The line above a list of rules; empty if the rules follow directly.</param>
/// <param name="Parts">The rules of the schemas, each with the label before it.</param>
internal sealed record LoopWords(string Head, IEnumerable<(string Label, Rule Rule)> Parts);
