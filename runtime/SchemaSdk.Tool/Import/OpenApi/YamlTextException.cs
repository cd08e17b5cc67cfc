namespace SchemaSdk.Tool.Import.OpenApi;

/// <summary>The exception for text that is not YAML or cannot be expressed in JSON.</summary>
/// <param name="fault">The error, as a sentence without a full stop.</param>
/// <param name="cause">The inner exception, or null.</param>
internal sealed class YamlTextException(string fault, Exception? cause = null) : Exception(fault, cause);
