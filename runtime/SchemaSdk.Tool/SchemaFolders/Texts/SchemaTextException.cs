namespace SchemaSdk.Tool.SchemaFolders.Texts;

/// <summary>A schema cannot become a file.</summary>
/// <param name="fault">The fault, as the rest of a sentence that begins with "it".</param>
/// <param name="cause">The inner exception, or null.</param>
internal sealed class SchemaTextException(string fault, Exception? cause = null) : Exception(fault, cause);
