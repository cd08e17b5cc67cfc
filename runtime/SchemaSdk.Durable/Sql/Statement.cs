namespace SchemaSdk.Durable.Sql;

/// <summary>A statement with its values.</summary>
/// <param name="Text">The text, the same for many statements, in which <c>$1</c> stands for the first value.</param>
/// <param name="Values">The values.</param>
internal readonly record struct Statement(string Text, params SqlValue[] Values);
