namespace SchemaSdk.Durable.Sql;

/// <summary>An SQL statement with its values.</summary>
/// <param name="Text">The SQL text, in which <c>$1</c> stands for the first value. Many statements share a text.</param>
/// <param name="Values">The values.</param>
internal readonly record struct Statement(string Text, params SqlValue[] Values);
