namespace SchemaSdk.Jobs;

/// <summary>Parses an output from JSON that does not change afterwards.</summary>
internal delegate TOutput OutputParser<out TOutput>(ReadOnlyMemory<byte> output);
