namespace SchemaSdk.Generator.Model;

/// <summary>A keyword with its value, such as <c>maximum</c> 15.</summary>
/// <param name="Check">Name of the runtime's check, such as <c>Maximum</c>.</param>
/// <param name="Argument">The value as C# text.</param>
/// <param name="CountsItems">Whether it is about the number of items, known only after they were walked.</param>
internal readonly record struct KeywordRule(string Check, string Argument, bool CountsItems = false);
