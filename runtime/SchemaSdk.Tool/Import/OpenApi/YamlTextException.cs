namespace SchemaSdk.Tool.Import.OpenApi;

/// <summary>A text is no YAML that JSON could say as well.</summary>
/// <param name="fault">The fault, as a sentence without its end.</param>
/// <param name="cause">The exception behind it, or null.</param>
internal sealed class YamlTextException(string fault, Exception? cause = null) : Exception(fault, cause);
