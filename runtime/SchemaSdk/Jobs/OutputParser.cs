namespace SchemaSdk.Jobs;

/// <summary>Reads an output.</summary>
/// <param name="output">The output, as JSON that does not change.</param>
internal delegate TOutput OutputParser<out TOutput>(ReadOnlyMemory<byte> output);
