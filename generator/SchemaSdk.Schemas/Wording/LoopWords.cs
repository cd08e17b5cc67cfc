using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Schemas.Wording;

/// <summary>The words of a keyword that holds schemas.</summary>
/// <param name="Head">The line above a list of rules; empty if the rules follow directly.</param>
/// <param name="Parts">The rules, each after its label.</param>
internal sealed record LoopWords(string Head, IEnumerable<(string Label, Rule Rule)> Parts);
