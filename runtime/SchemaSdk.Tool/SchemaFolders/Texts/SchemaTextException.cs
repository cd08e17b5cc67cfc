namespace SchemaSdk.Tool.SchemaFolders.Texts;

/// <summary>The exception for a schema that cannot be written as a file.</summary>
/// <param name="fault">The error, as the rest of a sentence that begins with "it".</param>
/// <param name="cause">The inner exception, or null.</param>
internal sealed class SchemaTextException(string fault, Exception? cause = null) : Exception(fault, cause);
