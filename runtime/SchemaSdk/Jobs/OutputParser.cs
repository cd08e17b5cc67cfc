using System.Text.Json;

namespace SchemaSdk.Jobs;

/// <summary>Reads an output.</summary>
/// <param name="reader">On the first token of the output.</param>
internal delegate TOutput OutputParser<out TOutput>(ref Utf8JsonReader reader);
